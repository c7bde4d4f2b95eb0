# Falco 0.44. Read by test/bench/against; README.md has the functions of an adapter. The configuration of the machine is used if there is one, because
# Falco's own rules need the plugin for containers, which it loads.
agent_version() { "$program" --version | sed -n 's/.*Falco version/Falco version/p'; }

agent_policy() {
  policy="rules of ${#rules[@]} files, and marks"
  configuration=(-c /etc/falco/falco.yaml)
  [ ! -r /etc/falco/falco.yaml ] || return 0
  echo 'stdout_output: {enabled: true}' > "$place/falco.yaml"
  configuration=(-c "$place/falco.yaml")
}

agent_live() {
  command=("$program" "${configuration[@]}" "${rule_arguments[@]}" -v -o engine.kind=modern_ebpf -o stdout_output.enabled=true
    -o buffered_outputs=false -o webserver.enabled=false)
}

agent_replay() {
  command=("$program" "${configuration[@]}" "${rule_arguments[@]}" -o engine.kind=replay -o "engine.replay.capture_file=$capture")
}

agent_losses() { # of the statistics at the end
  awk -F: '/^Driver Events/ { events = $2 } /^Driver Drops/ { drops = $2 } END { printf "%d of %d events", drops, events }' "$place/err"
}
