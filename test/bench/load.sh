# Sourced by benchmarks, after engine.sh: a mixed load.

mixed_load() { # minutes: opens, writes, programs that start and end, whole trees listed and packed, compilations
  local until=$((SECONDS + 60 * $1))
  while [ $SECONDS -lt $until ]; do
    "$place/calls" open 200000 > /dev/null
    "$place/calls" write 200000 > /dev/null
    for _ in $(seq 200); do /bin/true; done
    find /usr/lib /etc -type f > /dev/null 2>&1 || true
    tar -cf /dev/null /etc 2> /dev/null || true
    cc -O2 -o "$place/again" "$here/src/main/c/calls.c"
  done
}
