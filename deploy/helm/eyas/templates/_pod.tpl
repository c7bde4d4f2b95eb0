{{- define "eyas.pod" -}}
metadata:
  labels:
    {{- include "eyas.selector" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- $annotations := merge (dict) .Values.podAnnotations (include "eyas.appArmorAnnotation" . | fromYaml) }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "eyas.serviceAccount" . }}
  automountServiceAccountToken: {{ include "eyas.readsCluster" . | default false }}
  {{- if .Values.driver.enabled }}
  # Sessions and containers are followed by the ids that the node gives to processes.
  hostPID: true
  {{- end }}
  {{- $ownGroup := .Values.driver.enabled | ternary dict (dict "fsGroup" 65534) }}
  {{- with merge (dict) .Values.podSecurityContext $ownGroup }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podPriorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- range $key := list "imagePullSecrets" "nodeSelector" "affinity" "tolerations" }}
  {{- with get $.Values $key }}
  {{ $key }}:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- with .Values.extra.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: eyas
      {{- include "eyas.container" . | nindent 6 }}
  volumes:
    {{- include "eyas.volumes" . | nindent 4 }}
{{- end -}}

{{- define "eyas.container" -}}
image: {{ include "eyas.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
args:
  - -c
  - /etc/eyas/config/eyas.yaml
  {{- if not .Values.driver.enabled }}
  - --disable-source
  - syscall
  {{- end }}
  {{- with .Values.extra.args }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
env:
  {{- include "eyas.environment" . | trim | nindent 2 }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  {{- include "eyas.securityContext" . | nindent 2 }}
{{- if .Values.falco.webserver.enabled }}
ports:
  - name: web
    containerPort: {{ .Values.falco.webserver.listen_port }}
    protocol: TCP
{{- range $probe := list "startupProbe" "livenessProbe" "readinessProbe" }}
{{ $probe }}:
  httpGet:
    path: {{ $.Values.falco.webserver.k8s_healthz_endpoint }}
    port: web
    {{- if $.Values.falco.webserver.ssl_enabled }}
    scheme: HTTPS
    {{- end }}
  {{- get $.Values.healthChecks $probe | toYaml | nindent 2 }}
{{- end }}
{{- end }}
volumeMounts:
  {{- include "eyas.mounts" . | nindent 2 }}
{{- end -}}

{{- define "eyas.environment" -}}
{{- $own := list -}}
{{- range .Values.extra.env }}{{ $own = append $own .name }}{{ end -}}
{{- if .Values.driver.enabled }}
- name: HOST_ROOT
  value: /host
{{- end }}
{{- range $name := list "FALCO_K8S_NODE_NAME" "FALCO_HOSTNAME" }}
{{- if and (not (has $name $own)) (or $.Values.falcoHostnameEnv (ne $name "FALCO_HOSTNAME")) }}
- name: {{ $name }}
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
{{- end }}
{{- end }}
{{- with .Values.extra.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Only the capabilities that the driver needs; docs/how-to/install.md says what for. */}}
{{- define "eyas.securityContext" -}}
{{- if .Values.containerSecurityContext -}}
{{- toYaml .Values.containerSecurityContext -}}
{{- else -}}
readOnlyRootFilesystem: true
{{- if include "eyas.privileged" . }}
privileged: true
runAsUser: 0
{{- else }}
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
  {{- if .Values.driver.enabled }}
  add: {{ toJson .Values.driver.modernEbpf.capabilities }}
runAsUser: 0
  {{- else }}
runAsNonRoot: true
runAsUser: 65534
runAsGroup: 65534
  {{- end }}
{{- if and .Values.driver.enabled (semverCompare ">=1.30.0-0" .Capabilities.KubeVersion.Version) }}
# The profile of runtimes forbids to read processes of other containers.
appArmorProfile:
  type: Unconfined
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "eyas.privileged" -}}
{{- $kind := include "eyas.driver" . -}}
{{- if or (eq $kind "kmod") (and (ne $kind "nodriver") (not .Values.driver.modernEbpf.leastPrivileged)) }}true{{ end -}}
{{- end -}}

{{/* Before 1.30, the profile of AppArmor was an annotation. */}}
{{- define "eyas.appArmorAnnotation" -}}
{{- if and .Values.driver.enabled (not (include "eyas.privileged" .)) (semverCompare "<1.30.0-0" .Capabilities.KubeVersion.Version) }}
container.apparmor.security.beta.kubernetes.io/eyas: unconfined
{{- end }}
{{- end -}}

{{- define "eyas.mounts" -}}
- name: config
  mountPath: /etc/eyas/config
  readOnly: true
- name: rules
  mountPath: /etc/eyas/rules.d
  readOnly: true
- name: state
  mountPath: /var/lib/eyas
- name: tmp
  mountPath: /tmp
- name: run
  mountPath: /run/eyas
- name: log
  mountPath: /var/log/eyas
{{- if .Values.driver.enabled }}
- name: host
  mountPath: /host
  readOnly: true
  {{- with include "eyas.recursive" . }}{{ . | nindent 2 }}{{ end }}
- name: sys
  mountPath: /sys
  readOnly: true
  {{- with include "eyas.recursive" . }}{{ . | nindent 2 }}{{ end }}
{{- if .Values.driver.modernEbpf.outlivesPods }}
- name: probe
  mountPath: /sys/fs/bpf/eyas
{{- end }}
{{- end }}
{{- if and .Values.console.enabled .Values.console.certificateSecret }}
- name: console
  mountPath: /etc/eyas/console
  readOnly: true
{{- end }}
{{- if .Values.certs.existingSecret }}
- name: server-certs
  mountPath: /etc/eyas/tls/server
  readOnly: true
{{- end }}
{{- if .Values.certs.existingClientSecret }}
- name: client-certs
  mountPath: /etc/eyas/tls/client
  readOnly: true
{{- end }}
{{- with .Values.mounts.volumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Also what is mounted below, as far as the node can. */}}
{{- define "eyas.recursive" -}}
{{- if semverCompare ">=1.33.0-0" .Capabilities.KubeVersion.Version -}}
recursiveReadOnly: IfPossible
{{- end -}}
{{- end -}}

{{- define "eyas.volumes" -}}
- name: config
  configMap:
    name: {{ include "eyas.fullname" . }}
- name: rules
  configMap:
    name: {{ include "eyas.fullname" . }}-rules
- name: state
  {{- if .Values.state.hostPath }}
  hostPath:
    path: {{ .Values.state.hostPath }}
    type: DirectoryOrCreate
  {{- else }}
  emptyDir: {}
  {{- end }}
- name: tmp
  emptyDir:
    medium: Memory
    sizeLimit: 64Mi
- name: run
  emptyDir:
    medium: Memory
    sizeLimit: 1Mi
- name: log
  emptyDir: {}
{{- if .Values.driver.enabled }}
- name: host
  hostPath:
    path: /
- name: sys
  hostPath:
    path: /sys
{{- if .Values.driver.modernEbpf.outlivesPods }}
- name: probe
  hostPath:
    path: /sys/fs/bpf/eyas
    type: DirectoryOrCreate
{{- end }}
{{- end }}
{{- if and .Values.console.enabled .Values.console.certificateSecret }}
- name: console
  secret:
    secretName: {{ .Values.console.certificateSecret }}
    defaultMode: 0440
{{- end }}
{{- range $name, $secret := dict "server-certs" .Values.certs.existingSecret "client-certs" .Values.certs.existingClientSecret }}
{{- with $secret }}
- name: {{ $name }}
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end }}
{{- with .Values.mounts.volumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
