{{/* Where secrets are mounted. */}}
{{- define "novapos.secretsFolder" -}}/etc/novapos/secrets{{- end }}

{{/* How the configuration names a secret: (dict "root" $ "service" "order" "key" "own-key") */}}
{{- define "novapos.secret" -}}
{{- if eq .root.Values.secrets.from "vault" -}}
vault:{{ .root.Values.vault.path }}/{{ .service }}#{{ .key }}
{{- else -}}
file:{{ include "novapos.secretsFolder" . }}/{{ .key }}
{{- end -}}
{{- end }}

{{/* "yes" when a service signs in to Vault: (dict "root" $ "service" "auth") */}}
{{- define "novapos.usesVault" -}}
{{- $all := eq .root.Values.secrets.from "vault" -}}
{{- if and (ne .service "edge") (or $all (and (eq .service "auth") .root.Values.vault.wrapKeys)) -}}yes{{- end -}}
{{- end }}

{{/* "yes" when a service signs what it asks its peers: (dict "service" $service) */}}
{{- define "novapos.signsForPeers" -}}
{{- if not (and (hasKey .service "peerKeys") (not .service.peerKeys)) -}}yes{{- end -}}
{{- end }}

{{/* The keys that the Secret of a service holds, as a list of YAML: (dict "root" $ "name" "order" "service" $service) */}}
{{- define "novapos.secretKeys" -}}
{{- $uses := .service.uses | default list -}}
{{- $keys := list -}}
{{- if has "postgres" $uses }}{{ $keys = append $keys "database-password" }}{{ end -}}
{{- if ne .name "edge" }}{{ $keys = append $keys "own-key" }}{{ end -}}
{{- if include "novapos.signsForPeers" . -}}
{{- range .service.peers | default list }}{{ $keys = append $keys (printf "peer-%s-key" .) }}{{ end -}}
{{- end -}}
{{- if eq .name "auth" }}{{ $keys = append $keys "auth-key" }}{{ end -}}
{{- if eq .name "audit" }}{{ $keys = append $keys "audit-key" }}{{ end -}}
{{- if and (eq .name "audit") .root.Values.audit.bucket.name .root.Values.audit.bucket.ownKeys }}{{ $keys = concat $keys (list "bucket-access-key" "bucket-secret-key") }}{{ end -}}
{{- if and (has "redis" $uses) .root.Values.redis.enabled .root.Values.redis.password }}{{ $keys = append $keys "redis-password" }}{{ end -}}
{{- if and (has "kafka" $uses) .root.Values.kafka.enabled (eq .root.Values.kafka.security "sasl_tls") }}{{ $keys = append $keys "kafka-password" }}{{ end -}}
{{- if and (has "mail" $uses) .root.Values.mail.user }}{{ $keys = append $keys "mail-password" }}{{ end -}}
{{- toYaml $keys -}}
{{- end }}

{{/* The variables about Kafka: (dict "root" $ "service" "order") */}}
{{- define "novapos.kafka" -}}
{{- with .root.Values.kafka }}
{{- if .enabled }}
- { name: NOVAPOS__EVENTS__BUS, value: kafka }
- { name: NOVAPOS__EVENTS__KAFKA__BROKERS, value: {{ .brokers | quote }} }
- { name: NOVAPOS__EVENTS__KAFKA__TOPIC_PREFIX, value: {{ .topicPrefix | quote }} }
- { name: NOVAPOS__EVENTS__KAFKA__PARTITIONS, value: {{ .partitions | quote }} }
- { name: NOVAPOS__EVENTS__KAFKA__REPLICATION, value: {{ .replication | quote }} }
- { name: NOVAPOS__EVENTS__KAFKA__SECURITY, value: {{ .security }} }
{{- if .caConfigMap }}
- { name: NOVAPOS__EVENTS__KAFKA__CA_FILE, value: /etc/novapos/kafka-ca/ca.crt }
{{- end }}
{{- if eq .security "sasl_tls" }}
- { name: NOVAPOS__EVENTS__KAFKA__SASL__MECHANISM, value: {{ .sasl.mechanism }} }
- { name: NOVAPOS__EVENTS__KAFKA__SASL__USERNAME, value: {{ required "kafka.sasl.username is needed with kafka.security: sasl_tls" .sasl.username | quote }} }
- { name: NOVAPOS__EVENTS__KAFKA__SASL__PASSWORD, value: {{ include "novapos.secret" (dict "root" $.root "service" $.service "key" "kafka-password") | quote }} }
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* The variables about Vault, for who signs in to it: (dict "root" $ "service" "auth") */}}
{{- define "novapos.vault" -}}
{{- if include "novapos.usesVault" . }}
{{- with .root.Values.vault }}
- { name: NOVAPOS__VAULT__ADDRESS, value: {{ required "vault.address is needed with secrets.from: vault and with vault.wrapKeys" .address | quote }} }
{{- if .namespace }}
- { name: NOVAPOS__VAULT__NAMESPACE, value: {{ .namespace | quote }} }
{{- end }}
- { name: NOVAPOS__VAULT__MOUNT, value: {{ .mount | quote }} }
{{- if .caConfigMap }}
- { name: NOVAPOS__VAULT__CA_FILE, value: /etc/novapos/vault-ca/ca.crt }
{{- end }}
{{- if and .wrapKeys (eq $.service "auth") }}
- { name: NOVAPOS__VAULT__WRAP_KEYS, value: "true" }
{{- end }}
- { name: NOVAPOS__VAULT__LOGIN__KUBERNETES__ROLE, value: {{ .role | quote }} }
- { name: NOVAPOS__VAULT__LOGIN__KUBERNETES__MOUNT, value: {{ .loginMount | quote }} }
- { name: NOVAPOS__VAULT__LOGIN__KUBERNETES__TOKEN_FILE, value: /var/run/secrets/vault/token }
{{- end }}
{{- end }}
{{- end }}

{{/* The address of the database, as a role: (dict "root" $ "user" "novapos_order") */}}
{{- define "novapos.databaseUrl" -}}
{{- with .root.Values.database -}}
postgres://{{ $.user }}@{{ .host }}:{{ .port }}/{{ .name }}{{ with .sslMode }}?sslmode={{ . }}{{ if $.root.Values.database.caConfigMap }}&sslrootcert=/etc/novapos/database-ca/ca.crt{{ end }}{{ end }}
{{- end -}}
{{- end }}

{{/* All variables of a service: (dict "root" $ "name" "order" "service" $service) */}}
{{- define "novapos.environment" -}}
{{- $root := .root }}
{{- $name := .name }}
{{- $service := .service }}
{{- $uses := $service.uses | default list }}
- { name: NOVAPOS__LISTEN__ADDRESS, value: {{ $root.Values.listenAddress | quote }} }
{{- if has "postgres" $uses }}
- { name: NOVAPOS__DATABASE__URL, value: {{ include "novapos.databaseUrl" (dict "root" $root "user" (printf "novapos_%s" $name)) | quote }} }
- { name: NOVAPOS__DATABASE__PASSWORD, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "database-password") | quote }} }
- { name: NOVAPOS__DATABASE__CONNECTIONS_MAX, value: {{ $root.Values.database.connectionsMax | quote }} }
{{- end }}
{{- if ne $name "edge" }}
- { name: NOVAPOS__PEERS__OWN_KEY, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "own-key") | quote }} }
{{- end }}
{{- range $peer := $service.peers }}
{{- $callee := get $root.Values.services $peer | required (printf "services.%s.peers names %s, which is no service" $name $peer) }}
{{- if $callee.enabled }}
- { name: NOVAPOS__PEERS__{{ upper $peer }}__URL, value: "http://{{ include "novapos.name" $root }}-{{ $peer }}:{{ $callee.port }}" }
{{- if include "novapos.signsForPeers" (dict "service" $service) }}
- { name: NOVAPOS__PEERS__{{ upper $peer }}__KEY, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" (printf "peer-%s-key" $peer)) | quote }} }
{{- end }}
{{- end }}
{{- end }}
{{- if has "kafka" $uses }}
{{- include "novapos.kafka" (dict "root" $root "service" $name) }}
{{- end }}
{{- if and (has "redis" $uses) $root.Values.redis.enabled }}
- { name: NOVAPOS__REDIS__URL, value: {{ $root.Values.redis.url | quote }} }
- { name: NOVAPOS__REDIS__TLS, value: {{ $root.Values.redis.tls | quote }} }
{{- if $root.Values.redis.password }}
- { name: NOVAPOS__REDIS__PASSWORD, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "redis-password") | quote }} }
{{- end }}
{{- end }}
{{- include "novapos.vault" (dict "root" $root "service" $name) }}
- { name: NOVAPOS__AUTH__TRUSTED_PROXIES, value: {{ $root.Values.auth.trustedProxies | quote }} }
{{- if eq $name "audit" }}
- { name: NOVAPOS__AUDIT__KEY, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "audit-key") | quote }} }
{{- with $root.Values.audit.bucket }}
{{- if .name }}
- { name: NOVAPOS__AUDIT__BUCKET__NAME, value: {{ .name | quote }} }
- { name: NOVAPOS__AUDIT__BUCKET__PREFIX, value: {{ .prefix | quote }} }
- { name: NOVAPOS__AUDIT__BUCKET__REGION, value: {{ .region | quote }} }
{{- if .endpoint }}
- { name: NOVAPOS__AUDIT__BUCKET__ENDPOINT, value: {{ .endpoint | quote }} }
{{- end }}
{{- if .ownKeys }}
- { name: NOVAPOS__AUDIT__BUCKET__ACCESS_KEY, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "bucket-access-key") | quote }} }
- { name: NOVAPOS__AUDIT__BUCKET__SECRET_KEY, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "bucket-secret-key") | quote }} }
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq $name "auth" }}
- { name: NOVAPOS__AUTH__KEY, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "auth-key") | quote }} }
- { name: NOVAPOS__AUTH__SECURE_COOKIES, value: {{ $root.Values.auth.secureCookies | quote }} }
- { name: NOVAPOS__AUTH__SIGN_UP_OPEN, value: {{ $root.Values.auth.signUpOpen | quote }} }
{{- end }}
{{- if and (has "mail" $uses) $root.Values.mail.server }}
- { name: NOVAPOS__MAIL__SERVER, value: {{ $root.Values.mail.server | quote }} }
- { name: NOVAPOS__MAIL__FROM, value: {{ required "mail.from is needed with mail.server" $root.Values.mail.from | quote }} }
{{- if $root.Values.mail.user }}
- { name: NOVAPOS__MAIL__USER, value: {{ $root.Values.mail.user | quote }} }
- { name: NOVAPOS__MAIL__PASSWORD, value: {{ include "novapos.secret" (dict "root" $root "service" $name "key" "mail-password") | quote }} }
{{- end }}
{{- end }}
{{- if $root.Values.metrics.tokenSecret }}
- { name: NOVAPOS__METRICS__TOKEN, value: "file:/etc/novapos/metrics/token" }
{{- end }}
{{- range $key, $value := merge (dict) ($service.env | default dict) $root.Values.env }}
- { name: {{ $key }}, value: {{ $value | toString | quote }} }
{{- end }}
{{- end }}

{{/* Where the authorities of Postgres and Kafka are mounted, and from what: (dict "root" $ "uses" $uses) */}}
{{- define "novapos.authorities" -}}
{{- $found := list }}
{{- if and .root.Values.database.caConfigMap (has "postgres" .uses) }}
{{- $found = append $found (dict "folder" "database-ca" "map" .root.Values.database.caConfigMap) }}
{{- end }}
{{- if and .root.Values.kafka.enabled .root.Values.kafka.caConfigMap (has "kafka" .uses) }}
{{- $found = append $found (dict "folder" "kafka-ca" "map" .root.Values.kafka.caConfigMap) }}
{{- end }}
{{- toYaml $found -}}
{{- end }}

{{- define "novapos.caMounts" -}}
{{- range include "novapos.authorities" . | fromYamlArray }}
- { name: {{ .folder }}, mountPath: /etc/novapos/{{ .folder }}, readOnly: true }
{{- end }}
{{- end }}

{{- define "novapos.caVolumes" -}}
{{- range include "novapos.authorities" . | fromYamlArray }}
- name: {{ .folder }}
  configMap: { name: {{ .map }} }
{{- end }}
{{- end }}

{{/* Where the token that opens /metrics is mounted, and from what: Prometheus has the same Secret. */}}
{{- define "novapos.metricsMounts" -}}
{{- if .root.Values.metrics.tokenSecret }}
- { name: metrics, mountPath: /etc/novapos/metrics, readOnly: true }
{{- end }}
{{- end }}

{{- define "novapos.metricsVolumes" -}}
{{- with .root.Values.metrics.tokenSecret }}
- name: metrics
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- end }}

{{/* Where Vault's token and authorities are mounted, and from what. The token is good for Vault alone, and for ten minutes. */}}
{{- define "novapos.vaultMounts" -}}
{{- if include "novapos.usesVault" . }}
- { name: vault-token, mountPath: /var/run/secrets/vault, readOnly: true }
{{- if .root.Values.vault.caConfigMap }}
- { name: vault-ca, mountPath: /etc/novapos/vault-ca, readOnly: true }
{{- end }}
{{- end }}
{{- end }}

{{- define "novapos.vaultVolumes" -}}
{{- if include "novapos.usesVault" . }}
- name: vault-token
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken: { path: token, audience: {{ .root.Values.vault.audience }}, expirationSeconds: 600 }
{{- if .root.Values.vault.caConfigMap }}
- name: vault-ca
  configMap: { name: {{ .root.Values.vault.caConfigMap }} }
{{- end }}
{{- end }}
{{- end }}

{{/* Where External Secrets finds a key: (dict "root" $ "secret" "order" "key" "own-key" "as" "own-key"). The key for a peer is the peer's own,
which exists once. */}}
{{- define "novapos.remote" -}}
{{- $external := .root.Values.secrets.externalSecrets }}
{{- $place := dict "key" (printf "%s%s" $external.prefix .secret) "property" .key }}
{{- if and (hasPrefix "peer-" .key) (hasSuffix "-key" .key) }}
{{- $place = dict "key" (printf "%s%s" $external.prefix (.key | trimPrefix "peer-" | trimSuffix "-key")) "property" "own-key" }}
{{- end }}
{{- $place = get ($external.remote | default dict) .key | default $place -}}
- { secretKey: {{ .as }}, remoteRef: { key: {{ $place.key | quote }}, property: {{ $place.property }} } }
{{- end }}
