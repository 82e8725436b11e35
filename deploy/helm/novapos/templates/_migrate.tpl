{{/* The container that brings the database and the topics to this version. */}}
{{- define "novapos.migrateContainer" -}}
name: migrate
image: {{ include "novapos.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
args: [migrate]
env:
  - { name: NOVAPOS__DATABASE__URL, value: {{ include "novapos.databaseUrl" (dict "root" . "user" "novapos") | quote }} }
  - { name: NOVAPOS__DATABASE__ADMIN_URL, value: {{ include "novapos.databaseUrl" (dict "root" . "user" .Values.database.adminUser) | quote }} }
  - { name: NOVAPOS__DATABASE__ADMIN_PASSWORD, value: {{ include "novapos.secret" (dict "root" . "service" "migrate" "key" "admin-password") | quote }} }
  {{- include "novapos.kafka" (dict "root" . "service" "migrate") | trim | nindent 2 }}
  {{- include "novapos.vault" (dict "root" . "service" "migrate") | trim | nindent 2 }}
resources: {{- toYaml .Values.migrations.resources | nindent 2 }}
securityContext: {{- include "novapos.containerSecurity" . | nindent 2 }}
volumeMounts:
  {{- if eq .Values.secrets.from "kubernetes" }}
  - { name: secrets, mountPath: /etc/novapos/secrets, readOnly: true }
  {{- end }}
  {{- $place := dict "root" . "service" "migrate" "uses" (list "postgres" "kafka") }}
  {{- print (include "novapos.vaultMounts" $place) (include "novapos.caMounts" $place) | trim | nindent 2 }}
{{- end }}
