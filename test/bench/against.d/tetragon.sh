# Tetragon 1.4 or newer. Read by test/bench/against; README.md has the functions of an adapter. Tetragon has no rules like Falco's: its policy has the
# marks only, and it reports every program that starts and ends besides.
METRICS=127.0.0.1:21123

agent_version() { "$program" version; }

agent_policy() {
  policy="marks, and each start and end of a program"
  alerts=$place/tetragon.jsonl
  cat > "$place/tetragon.yaml" << POLICY
apiVersion: cilium.io/v1alpha1
kind: TracingPolicy
metadata: {name: eyas-marks}
spec:
  kprobes:
  - call: sys_openat
    syscall: true
    args: [{index: 1, type: string}]
    selectors:
    - matchArgs: [{index: 1, operator: Prefix, values: ["$place/marks/"]}]
POLICY
}

agent_live() {
  command=("$program" --tracing-policy "$place/tetragon.yaml" --export-filename "$alerts" --export-file-max-size-mb 10000
    --metrics-server "$METRICS" --server-address "" ${TETRAGON_OPTIONS:-})
}

agent_before_stop() { fetch_metrics "$METRICS"; }

agent_losses() { sum_of_metrics 'tetragon_(bpf_missed_events|observer_ringbuf_events_lost|observer_ringbuf_queue_events_lost)_total'; }
