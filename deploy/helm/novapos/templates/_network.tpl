{{/* Where a configured other is, as the `to` of a rule. Of the whole internet the cloud's metadata services are left out. */}}
{{- define "novapos.destinations" -}}
{{- range .pods }}
- {{ toYaml . | nindent 2 | trim }}
{{- end }}
{{- range .cidrs }}
- ipBlock:
    cidr: {{ . }}
    {{- if eq . "0.0.0.0/0" }}
    except: [169.254.0.0/16]
    {{- else if eq . "::/0" }}
    except: ["fe80::/10", "fd00:ec2::/32"]
    {{- end }}
{{- end }}
{{- end }}

{{/* The rule by which pods reach a configured other: (dict "root" $ "to" "postgres"). Nothing where it is nowhere. */}}
{{- define "novapos.egressTo" -}}
{{- $other := get .root.Values.networkPolicy .to }}
{{- if or $other.pods $other.cidrs }}
- to: {{- include "novapos.destinations" $other | trim | nindent 4 }}
  ports: [{ protocol: TCP, port: {{ $other.port }} }]
{{- end }}
{{- end }}

{{- define "novapos.egressToDns" -}}
- to: {{- toYaml .Values.networkPolicy.dns | nindent 4 }}
  ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
{{- end }}
