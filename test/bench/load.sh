# Sourced by benchmarks, after engine.sh: a mixed load.

load_round() { # opens, writes, programs that start and end, whole trees listed and packed, a compilation
  "$place/calls" open 200000 > /dev/null
  "$place/calls" write 200000 > /dev/null
  for _ in $(seq 200); do /bin/true; done
  find /usr/lib /etc -type f > /dev/null 2>&1 || true
  tar -cf /dev/null /etc 2> /dev/null || true
  cc -O2 -o "$place/again" "$here/src/main/c/calls.c"
}

mixed_load() { # minutes
  local until=$((SECONDS + 60 * $1))
  while [ $SECONDS -lt $until ]; do load_round; done
}
