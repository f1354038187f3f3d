{{/* Where all may go: names and Kafka. */}}
{{- define "streamer.egressInside" -}}
{{- $policy := .Values.networkPolicy -}}
- to:
    - namespaceSelector: {}
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
# Kafka
- to:
    {{- toYaml (required "networkPolicy.kafka.to: list the peers that are the brokers, or set networkPolicy.enabled to false" $policy.kafka.to) | nindent 4 }}
  ports:
    {{- include "streamer.ports" $policy.kafka.ports | trim | nindent 4 }}
{{- end -}}

{{/*
Where the job and the portal may go: names, Kafka, and customers' servers. The last are everywhere but in the ranges that
the egress rules refuse, with the operator's exceptions.
*/}}
{{- define "streamer.egressCommon" -}}
{{ include "streamer.egressInside" . }}
# customers' servers
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except:
          - 0.0.0.0/8
          - 10.0.0.0/8
          - 100.64.0.0/10
          - 127.0.0.0/8
          - 168.63.129.16/32
          - 169.254.0.0/16
          - 172.16.0.0/12
          - 192.0.0.0/24
          - 192.0.2.0/24
          - 192.31.196.0/24
          - 192.52.193.0/24
          - 192.88.99.0/24
          - 192.168.0.0/16
          - 192.175.48.0/24
          - 198.18.0.0/15
          - 198.51.100.0/24
          - 203.0.113.0/24
          - 224.0.0.0/4
          - 240.0.0.0/4
    - ipBlock:
        cidr: 2000::/3
        except:
          - 2001::/23
          - 2001:db8::/32
          - 2002::/16
          - 2620:4f:8000::/48
          - 3fff::/20
    {{- range .Values.egress.allow }}
    - ipBlock:
        cidr: {{ . }}
    {{- end }}
{{- with .Values.networkPolicy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
