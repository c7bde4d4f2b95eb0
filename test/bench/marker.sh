# Sourced after engine.sh by benchmarks that ask which calls an agent has noticed: files whose names contain a number and a time (marker.c).
cc -O2 -o "$place/marker" "$here/src/main/c/marker.c"
mkdir "$place/marks"
marker= # the process that makes marks, or empty

# Each mark raises an alert with the name of its file. For Eyas and Falco; the adapters of against.d have policies of other agents.
cat > "$place/marked.yaml" << 'RULE'
- rule: Marked open
  desc: The benchmark asks which calls the agent has noticed
  condition: evt.type in (open, openat) and fd.name contains /eyas-mark-
  output: marked %fd.name
  priority: CRITICAL
RULE

# With a priority: no load delays the marks. usage: begin_marks MILLIS
begin_marks() {
  chrt -f 1 "$place/marker" "$place/marks" "$1" > "$place/made" &
  marker=$!
}

end_marks() { # sets made, the number of marks
  kill -TERM "$marker"
  wait "$marker" || true
  marker=
  made=$(cat "$place/made")
}

# The numbers and times (ns since 1970) of the marks with an alert in a file, by number. usage: marks_of FILE
marks_of() { grep -a -o 'eyas-mark-[0-9]*-[0-9]*' "$1" | sort -u | cut -d- -f3,4 | tr - ' ' | sort -n; }
