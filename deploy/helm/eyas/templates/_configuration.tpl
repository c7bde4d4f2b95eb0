{{/* eyas.yaml: the keys of falco, and those that follow from other values. */}}
{{- define "eyas.configuration" -}}
{{- $config := deepCopy .Values.falco -}}
{{- $eyas := deepCopy .Values.eyas -}}
{{- $_ := set $config "engine" (include "eyas.engine" . | fromYaml) -}}
{{- $_ := set $config "rules_files" (append (default list $config.rules_files) "/etc/eyas/rules.d" | uniq) -}}
{{- if .Values.metrics.enabled -}}
{{- $_ := set $config "metrics" (mergeOverwrite (include "eyas.metrics" . | fromYaml) (default dict $config.metrics)) -}}
{{- $_ := set $config "webserver" (mergeOverwrite (default dict $config.webserver) (dict "prometheus_metrics_enabled" true)) -}}
{{- end -}}
{{- with .Values.falcosidekick.url -}}
{{- $_ := set $config "json_output" true -}}
{{- $_ := set $config "http_output" (mergeOverwrite (default dict $config.http_output) (dict "enabled" true "url" .)) -}}
{{- end -}}
{{- if and .Values.certs.existingSecret (dig "grpc" "enabled" false $config) -}}
{{- $_ := set $config "grpc" (mergeOverwrite (include "eyas.grpcCerts" . | fromYaml) $config.grpc) -}}
{{- end -}}
{{- if and .Values.certs.existingSecret (dig "webserver" "ssl_enabled" false $config) -}}
{{- $_ := set $config "webserver" (mergeOverwrite (dict "ssl_certificate" (printf "/etc/eyas/tls/server/%s" .Values.certs.files.webserver)) $config.webserver) -}}
{{- end -}}
{{- if .Values.certs.existingClientSecret -}}
{{- if dig "http_output" "enabled" false $config -}}
{{- $_ := set $config "http_output" (mergeOverwrite (include "eyas.httpCerts" . | fromYaml) $config.http_output) -}}
{{- end -}}
{{- if $eyas.http_outputs -}}
{{- $outputs := list -}}
{{- range $eyas.http_outputs -}}
{{- $outputs = append $outputs (mergeOverwrite (include "eyas.httpCerts" $ | fromYaml) .) -}}
{{- end -}}
{{- $_ := set $eyas "http_outputs" $outputs -}}
{{- end -}}
{{- if and (eq (dig "syslog_output" "protocol" "" $eyas) "tls") .Values.certs.files.receiverAuthority -}}
{{- $_ := set $eyas "syslog_output" (mergeOverwrite (dict "ca" (include "eyas.authority" .)) $eyas.syslog_output) -}}
{{- end -}}
{{- if and (contains "SSL" (dig "kafka_output" "properties" "security.protocol" "" $eyas)) .Values.certs.files.receiverAuthority -}}
{{- $trusted := dict "ssl.truststore.type" "PEM" "ssl.truststore.location" (include "eyas.authority" .) -}}
{{- $_ := set $eyas.kafka_output "properties" (mergeOverwrite $trusted $eyas.kafka_output.properties) -}}
{{- end -}}
{{- end -}}
{{- $plugins := list -}}
{{- range default list $config.plugins -}}
{{- if ne .name "container" }}{{ $plugins = append $plugins . }}{{ end -}}
{{- end -}}
{{- $_ := set $config "plugins" (append $plugins (include "eyas.containers" . | fromYaml)) -}}
{{- if hasKey $config "load_plugins" -}}
{{- $_ := set $config "load_plugins" (append (default list $config.load_plugins) "container" | uniq) -}}
{{- end -}}
{{- if not (include "eyas.readsCluster" .) -}}
{{- $_ := set $eyas "k8s" (dict "enabled" "never") -}}
{{- end -}}
{{- if .Values.console.enabled -}}
{{- $_ := set $eyas "console" (mergeOverwrite (include "eyas.console" . | fromYaml) (default dict $eyas.console)) -}}
{{- end -}}
{{- $_ := set $config "eyas" $eyas -}}
{{- toYaml $config -}}
{{- end -}}

{{/* The kind of the driver, by the names of Falco's chart and their older forms. */}}
{{- define "eyas.driver" -}}
{{- $kinds := dict "auto" "auto" "modern_ebpf" "modern_ebpf" "modern-bpf" "modern_ebpf" "kmod" "kmod" "module" "kmod" -}}
{{- if not .Values.driver.enabled -}}
nodriver
{{- else if hasKey $kinds .Values.driver.kind -}}
{{- get $kinds .Values.driver.kind -}}
{{- else -}}
{{- fail (printf "driver.kind is '%s': it must be auto, modern_ebpf or kmod; driver.enabled: false watches no system calls" .Values.driver.kind) -}}
{{- end -}}
{{- end -}}

{{- define "eyas.engine" -}}
{{- $kind := include "eyas.driver" . -}}
kind: {{ $kind }}
{{- if has $kind (list "auto" "modern_ebpf") }}
modern_ebpf:
  buf_size_preset: {{ .Values.driver.modernEbpf.bufSizePreset }}
  drop_failed_exit: {{ .Values.driver.modernEbpf.dropFailedExit }}
  cpus_for_each_buffer: {{ .Values.driver.modernEbpf.cpusForEachBuffer }}
{{- end }}
{{- if has $kind (list "auto" "kmod") }}
kmod:
  buf_size_preset: {{ .Values.driver.kmod.bufSizePreset }}
  drop_failed_exit: {{ .Values.driver.kmod.dropFailedExit }}
{{- end }}
{{- end -}}

{{- define "eyas.containers" -}}
{{- $on := and .Values.collectors.enabled .Values.collectors.containerEngine.enabled -}}
name: container
init_config:
  label_max_len: {{ .Values.collectors.containerEngine.labelMaxLen }}
  hooks: {{ $on | ternary .Values.collectors.containerEngine.hooks list | toJson }}
  {{- if not $on }}
  engines:
    {{- range list "docker" "podman" "containerd" "cri" "lxc" "libvirt_lxc" "bpm" }}
    {{ . }}: {enabled: false}
    {{- end }}
  {{- else if .Values.collectors.containerEngine.engines }}
  engines:
    {{- toYaml .Values.collectors.containerEngine.engines | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "eyas.metrics" -}}
{{- with .Values.metrics -}}
enabled: true
interval: {{ .interval }}
output_rule: {{ .outputRule }}
rules_counters_enabled: {{ .rulesCountersEnabled }}
resource_utilization_enabled: {{ .resourceUtilizationEnabled }}
state_counters_enabled: {{ .stateCountersEnabled }}
kernel_event_counters_enabled: {{ .kernelEventCountersEnabled }}
kernel_event_counters_per_cpu_enabled: {{ .kernelEventCountersPerCPUEnabled }}
libbpf_stats_enabled: {{ .libbpfStatsEnabled }}
plugins_metrics_enabled: {{ .pluginsMetricsEnabled }}
convert_memory_to_mb: {{ .convertMemoryToMB }}
include_empty_values: {{ .includeEmptyValues }}
{{- end -}}
{{- end -}}

{{- define "eyas.console" -}}
enabled: true
accounts: /var/lib/eyas/console-accounts
{{- if .Values.console.certificateSecret }}
address: 0.0.0.0
certificate: /etc/eyas/console/console.pem
{{- end }}
{{- end -}}

{{- define "eyas.grpcCerts" -}}
{{- with .Values.certs.files -}}
cert_chain: /etc/eyas/tls/server/{{ .serverCertificate }}
private_key: /etc/eyas/tls/server/{{ .serverKey }}
root_certs: /etc/eyas/tls/server/{{ .clientAuthority }}
{{- end -}}
{{- end -}}

{{- define "eyas.authority" -}}
/etc/eyas/tls/client/{{ .Values.certs.files.receiverAuthority }}
{{- end -}}

{{- define "eyas.httpCerts" -}}
{{- with .Values.certs.files -}}
{{- if .receiverAuthority }}
ca_cert: {{ include "eyas.authority" $ }}
{{- end }}
{{- if and .clientCertificate .clientKey }}
mtls: true
client_cert: /etc/eyas/tls/client/{{ .clientCertificate }}
client_key: /etc/eyas/tls/client/{{ .clientKey }}
{{- end }}
{{- end -}}
{{- end -}}
