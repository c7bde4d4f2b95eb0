# Sourced by the benchmarks of the live engine: starts the built engine and waits until it detects.
# Sets: here (bench/), eyas (the program), programs (it, and falco if that is on the PATH), program (the one that start starts),
# place (a directory that is deleted at the end), engine (its process, or empty).
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
[ "$(id -u)" = 0 ] || { echo "Error: the engine needs root to watch this machine: sudo $0 ..." >&2; exit 1; }
eyas=$(ls -td "$here"/../../dist/target/eyas-*/bin/eyas 2> /dev/null | head -n 1)
[ -n "$eyas" ] || { echo "Error: Eyas is not built: mvn verify -DskipTests" >&2; exit 1; }
program=$eyas
mapfile -t programs < <(echo "$eyas"; command -v falco || true)
place=$(mktemp -d)
engine=
options=() # more arguments for the engine
trap 'for process in $engine ${marker:-}; do kill "$process" 2> /dev/null || true; done; rm -rf "$place"' EXIT

# An alert of this rule shows that the engine detects.
cat > "$place/ready.yaml" << 'RULE'
- rule: Ready
  desc: The benchmark asks whether the engine detects
  condition: evt.type in (open, openat) and fd.name endswith /eyas-bench-ready
  output: ready
  priority: CRITICAL
  tags: [eyas_no_incident]
RULE
echo > "$place/eyas-bench-ready"

compile_calls() { cc -O2 -o "$place/calls" "$here/src/main/c/calls.c"; }

start() { # rule files
  local rules=()
  for file in "$@" "$place/ready.yaml"; do rules+=(-r "$file"); done
  : > "$place/out"
  # A shell ignores SIGINT for what it starts in the background, which a service does not.
  env --default-signal=INT,QUIT "$program" "${rules[@]}" -v -o engine.kind=modern_ebpf "${options[@]}" > "$place/out" 2> "$place/err" &
  engine=$!
  # Starts no other program meanwhile, which would take time from the engine.
  local seen pause
  exec {pause}<> <(:)
  for _ in $(seq 6000); do
    IFS= read -r -d '' seen < "$place/out" || true
    [[ $seen != *' ready'* ]] || break
    kill -0 "$engine" 2> /dev/null || break
    : < "$place/eyas-bench-ready"
    read -r -t 0.005 -u "$pause" || true
  done
  exec {pause}>&-
  [[ $seen != *' ready'* ]] || return 0
  cat "$place/err" >&2
  echo "Error: ${program##*/} does not detect" >&2
  exit 1
}

stop() { # adds a line to $place/drops: events, lost
  kill -TERM "$engine"
  wait "$engine" || true
  engine=
  awk -F: '/^Driver Events/ { events += $2 } /^Driver Drops/ { drops += $2 } END { print events, drops }' "$place/err" >> "$place/drops"
}

ticks() { awk '{ print $14 + $15 }' "/proc/$engine/stat"; } # hundredths of a second of the engine's own time

# The part of resident memory that is not of files.
anonymous() { awk '$1 == "Anonymous:" { printf "%d", $2 / 1024 }' "/proc/$engine/smaps_rollup"; }

resident() { awk -v key="$1:" '$1 == key { printf "%d", $2 / 1024 }' "/proc/$engine/status"; } # VmRSS or VmHWM in MB

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
