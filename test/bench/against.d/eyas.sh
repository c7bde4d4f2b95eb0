# Eyas. Read by test/bench/against; README.md has the functions of an adapter.
agent_version() { "$program" --version | sed -n 's/^Eyas/Eyas/p'; }

agent_policy() { policy="rules of ${#rules[@]} files, and marks"; }

agent_live() { command=("$program" "${rule_arguments[@]}" -v -o engine.kind=modern_ebpf -o webserver.enabled=false); }

agent_replay() { command=("$program" "${rule_arguments[@]}" -o engine.kind=replay -o "engine.replay.capture_file=$capture"); }

agent_losses() { # of the statistics at the end
  awk -F: '/^Driver Events/ { events = $2 } /^Driver Drops/ { drops = $2 } END { printf "%d of %d events", drops, events }' "$place/err"
}
