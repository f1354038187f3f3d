{{/* Where checkpoints go, without a slash at its end. */}}
{{- define "streamer.stateUri" -}}
{{- $uri := required "state.uri: name the directory of checkpoints, such as s3://BUCKET/data-streamer" .Values.state.uri | trimSuffix "/" -}}
{{- $volume := or .Values.state.volume.existingClaim .Values.state.volume.size -}}
{{- if and (hasPrefix "file:" $uri) (not $volume) -}}
{{- fail "state.uri: a directory (file://) needs a volume that all pods share: name state.volume.existingClaim or state.volume.size" -}}
{{- end -}}
{{- if and $volume (not (regexMatch "^file:///." $uri)) -}}
{{- fail "state.volume: is mounted at the path of state.uri, which has to be file:///PATH" -}}
{{- end -}}
{{- $uri -}}
{{- end -}}

{{/* Settings of Flink for the storage of checkpoints, as a map. */}}
{{- define "streamer.storageSettings" -}}
{{- $s3 := .Values.state.s3 -}}
{{- $settings := dict -}}
{{- with $s3.endpoint }}{{- $_ := set $settings "s3.endpoint" . }}{{- end -}}
{{- /* not s3.endpoint.region, of which s3.endpoint is the beginning */ -}}
{{- with $s3.region }}{{- $_ := set $settings "fs.s3a.endpoint.region" . }}{{- end -}}
{{- if $s3.pathStyleAccess }}{{- $_ := set $settings "s3.path.style.access" "true" }}{{- end -}}
{{- /* Hadoop does not look for the ServiceAccount's role by itself */ -}}
{{- if and (not $s3.existingSecret) (hasKey .Values.serviceAccount.annotations "eks.amazonaws.com/role-arn") -}}
{{- $_ := set $settings "fs.s3a.aws.credentials.provider" "com.amazonaws.auth.WebIdentityTokenCredentialsProvider" -}}
{{- end -}}
{{- toYaml $settings -}}
{{- end -}}

{{/* Environment variables for it: credentials, and the file system that the image brings and does not load by itself. */}}
{{- define "streamer.storageEnv" -}}
{{- with .Values.state.s3.existingSecret }}
- name: AWS_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: access-key
- name: AWS_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: secret-key
{{- end }}
{{- $scheme := first (splitList ":" .Values.state.uri) }}
{{- $plugin := get (dict "gs" "gs-fs-hadoop" "abfs" "azure-fs-hadoop" "abfss" "azure-fs-hadoop" "wasb" "azure-fs-hadoop" "wasbs" "azure-fs-hadoop") $scheme }}
{{- with $plugin }}
- name: STREAMER_PLUGINS
  value: {{ . }}
{{- end }}
{{- end -}}

{{/* The volume of checkpoints, where they are files. */}}
{{- define "streamer.stateMount" -}}
{{- if hasPrefix "file:" (include "streamer.stateUri" .) }}
- name: state
  mountPath: {{ trimPrefix "file://" (include "streamer.stateUri" .) }}
{{- end }}
{{- end -}}

{{- define "streamer.stateVolume" -}}
{{- if hasPrefix "file:" (include "streamer.stateUri" .) }}
- name: state
  persistentVolumeClaim:
    claimName: {{ default (printf "%s-state" (include "streamer.fullname" .)) .Values.state.volume.existingClaim }}
{{- end }}
{{- end -}}

{{/* Whether the volume of checkpoints can be mounted by the pods of one node only. */}}
{{- define "streamer.stateOnOneNode" -}}
{{- if and .Values.state.volume.size (not .Values.state.volume.existingClaim) (eq .Values.state.volume.accessMode "ReadWriteOnce") -}}
true
{{- end -}}
{{- end -}}
