{{- define "streamer.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $full .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- end -}}

{{- define "streamer.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "streamer.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name: name the ServiceAccount that is there, or set serviceAccount.create" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Labels of all objects; and, with a component, of its pods. */}}
{{- define "streamer.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "streamer.selector" . }}
{{- end -}}

{{- define "streamer.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "streamer.image" -}}
{{- printf "%s-%s:%s" .root.Values.image.repository .component (default .root.Chart.AppVersion .root.Values.image.tag) -}}
{{- end -}}

{{- define "streamer.bootstrapServers" -}}
{{- $own := ternary (printf "%s-kafka:9092" (include "streamer.fullname" .)) "" .Values.demo.enabled -}}
{{- required "kafka.bootstrapServers: name the brokers, such as kafka:9092" (default $own .Values.kafka.bootstrapServers) -}}
{{- end -}}

{{/* A value as text: Helm takes every number of a file for a float, and would write 1e+06 for a million. */}}
{{- define "streamer.text" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) -}}{{ printf "%.0f" . }}{{- else -}}{{ toString . }}{{- end -}}
{{- end -}}

{{/* As the operator writes it: that of the images. */}}
{{- define "streamer.flinkVersion" -}}
v2_2
{{- end -}}

{{/* Options of Kafka's clients that the job and the portal share, as a map. */}}
{{- define "streamer.kafkaOptions" -}}
{{- $options := dict "kafka.bootstrap.servers" (include "streamer.bootstrapServers" .) -}}
{{- if .Values.kafka.existingSecret -}}
{{- $_ := set $options "kafka.config.providers" "directory" -}}
{{- $_ := set $options "kafka.config.providers.directory.class" "org.apache.kafka.common.config.provider.DirectoryConfigProvider" -}}
{{- end -}}
{{- range $key, $value := .Values.kafka.properties -}}
{{- $_ := set $options (printf "kafka.%s" $key) (include "streamer.text" $value) -}}
{{- end -}}
{{- toYaml $options -}}
{{- end -}}

{{/* Options that speak of secrets and addresses, the same for the job and the portal, as a map. */}}
{{- define "streamer.sharedOptions" -}}
{{- $options := dict -}}
{{- if .Values.secrets.keysetSecret -}}
{{- $_ := set $options "secrets.keyset" (printf "file:/etc/data-streamer/keyset/%s" .Values.secrets.keysetKey) -}}
{{- end -}}
{{- if .Values.secrets.allowPlain -}}
{{- $_ := set $options "secrets.allow-plain" "true" -}}
{{- end -}}
{{- if .Values.secrets.stsSecret -}}
{{- $_ := set $options "sts.credentials" (printf "file:/etc/data-streamer/sts/%s" .Values.secrets.stsKey) -}}
{{- end -}}
{{- if .Values.secrets.identitySecret -}}
{{- $_ := set $options "identity.key" (printf "file:/etc/data-streamer/identity/%s" .Values.secrets.identityKey) -}}
{{- end -}}
{{- if .Values.egress.allow -}}
{{- $_ := set $options "egress.allow" (join "," .Values.egress.allow) -}}
{{- end -}}
{{- toYaml $options -}}
{{- end -}}

{{/* Volumes with secrets, the same for the job and the portal. */}}
{{- define "streamer.secretVolumes" -}}
{{- range $name, $secret := dict "keyset" .Values.secrets.keysetSecret "kafka" .Values.kafka.existingSecret "sts" .Values.secrets.stsSecret "identity" .Values.secrets.identitySecret }}
{{- if $secret }}
- name: {{ $name }}
  secret:
    secretName: {{ $secret }}
    defaultMode: 288 # 0440
{{- end }}
{{- end }}
{{- end -}}

{{- define "streamer.secretMounts" -}}
{{- range $name, $secret := dict "keyset" .Values.secrets.keysetSecret "kafka" .Values.kafka.existingSecret "sts" .Values.secrets.stsSecret "identity" .Values.secrets.identitySecret }}
{{- if $secret }}
- name: {{ $name }}
  mountPath: /etc/data-streamer/{{ $name }}
  readOnly: true
{{- end }}
{{- end }}
{{- end -}}

{{/* What Flink reaches into, as deploy/conf/job.jvm has it. */}}
{{- define "streamer.jvm" -}}
{{- list
  "--add-exports=java.base/sun.net.util=ALL-UNNAMED"
  "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED"
  "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED"
  "--add-opens=java.base/java.lang=ALL-UNNAMED"
  "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED"
  "--add-opens=java.base/java.io=ALL-UNNAMED"
  "--add-opens=java.base/java.net=ALL-UNNAMED"
  "--add-opens=java.base/java.nio=ALL-UNNAMED"
  "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
  "--add-opens=java.base/java.text=ALL-UNNAMED"
  "--add-opens=java.base/java.time=ALL-UNNAMED"
  "--add-opens=java.base/java.util=ALL-UNNAMED"
  "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"
  "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED"
  "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED"
  | join " " -}}
{{- end -}}

{{- define "streamer.podSecurity" -}}
runAsNonRoot: true
runAsUser: 9999
runAsGroup: 9999
fsGroup: 9999
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "streamer.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Peers with ports, one rule; of a dict with "to" and "ports". */}}
{{- define "streamer.ports" -}}
{{- range . }}
- port: {{ . }}
  protocol: TCP
{{- end }}
{{- end -}}
