{{- define "eyas.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "eyas.fullname" -}}
{{- $name := include "eyas.name" . -}}
{{- $full := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{- default $full .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "eyas.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "eyas.serviceAccount" -}}
{{- default (.Values.serviceAccount.create | ternary (include "eyas.fullname" .) "default") .Values.serviceAccount.name -}}
{{- end -}}

{{- define "eyas.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end }}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion -}}
{{- end -}}

{{- define "eyas.selector" -}}
app.kubernetes.io/name: {{ include "eyas.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "eyas.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{ include "eyas.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{/* Metadata: a dict with the root and the end of the name. */}}
{{- define "eyas.metadata" -}}
name: {{ include "eyas.fullname" .root }}{{ .end }}
namespace: {{ include "eyas.namespace" .root }}
labels:
  {{- include "eyas.labels" .root | nindent 2 }}
{{- end -}}

{{/* Whether the pods read objects of the API server: "true" or nothing. */}}
{{- define "eyas.readsCluster" -}}
{{- if and .Values.collectors.enabled .Values.collectors.kubernetes.enabled }}true{{ end -}}
{{- end -}}
