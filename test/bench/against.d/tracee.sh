# Tracee 0.24 or newer. Read by test/bench/against; README.md has the functions of an adapter. Tracee has no rules like Falco's: its policy has the marks only.
METRICS=127.0.0.1:21124

agent_version() { "$program" version; }

agent_policy() {
  policy="marks"
  alerts=$place/tracee.jsonl
}

agent_live() {
  command=("$program" --events "openat.data.pathname=$place/marks/*" --output "json:$alerts" --server "http-address=$METRICS"
    --server metrics ${TRACEE_OPTIONS:-})
}

agent_before_stop() { fetch_metrics "$METRICS"; }

agent_losses() { sum_of_metrics 'tracee_ebpf_(lostevents|write_lostevents)_total'; }
