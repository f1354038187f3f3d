{{/* What the pods of the demo have in common: they run tools of the image `tools`, ask nothing of Kubernetes and are nobody. */}}
{{- define "streamer.demoPod" -}}
automountServiceAccountToken: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "streamer.podSecurity" . | nindent 2 }}
{{- end -}}

{{- define "streamer.demoContainer" -}}
image: {{ include "streamer.image" (dict "root" . "component" "tools") }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- include "streamer.containerSecurity" . | nindent 2 }}
{{- end -}}

{{/* The three organisations of the simulated network, each with a data stream to an endpoint of the farm. */}}
{{- define "streamer.demoStream" -}}
{{- dict
  "id" .id
  "organisation_id" .organisation
  "name" (printf "Demo %s" .id)
  "stream_type" .type
  "api_type" .api
  "settings" (dict "url" (printf "http://%s-demo-farm:8085/%s" (include "streamer.fullname" .root) .id))
  "historic" true
  "state" "RUNNING"
  | toJson -}}
{{- end -}}
