# Compares the cost per event of two things in turn, each in its own JVM on one processor. Read by test/bench/ab and test/bench/remember, which
# set: pairs (how many), capture, and cost_of (a function that calls cost for 1 and for 2).
. "$here/median.sh"
enough_pairs "$pairs"
find_java /usr/lib/jvm || { echo "Error: no JDK >= 25 found" >&2; exit 1; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
if [ "${capture%.gz}" != "$capture" ]; then
  gzip -dc "$capture" > "$work/capture.scap"; capture=$work/capture.scap
fi
pin=""; command -v taskset > /dev/null && pin="taskset -c ${BENCH_CPU:-1}"

# On one processor, the compilers share it with the loop: with fewer rounds before the measurement they are still at work.
cost() { # directory of the benchmark, rules
  $pin "$JAVA_FOUND" -XX:+UseSerialGC -Xms256m -Xmx256m -XX:+UseCompactObjectHeaders --sun-misc-unsafe-memory-access=allow \
    -Dwarmup=250 ${BENCH_JAVA_OPTS:-} -Dcapture="$capture" -Drules="$2" \
    -cp "$1/target/classes:$(cat "$1/target/classpath")" org.eyas.bench.ScaleBench |
    sed -n 's,.* \([0-9.]*\) ns/event.*,\1,p'
}

compare() { # names of 1 and 2
  for pair in $(seq "$pairs"); do
    if ((pair % 2)); then
      a=$(cost_of 1); b=$(cost_of 2)
    else
      b=$(cost_of 2); a=$(cost_of 1)
    fi
    [ -n "$a" ] && [ -n "$b" ] || { echo "Error: a run printed no cost per event" >&2; exit 1; }
    echo "$a $b" | awk -v one="$1" -v two="$2" '{ printf "%s %.1f %s %.1f ns/event ratio %.4f\n", one, $1, two, $2, $2 / $1 }' |
      tee -a "$work/pairs"
  done
  median_of_ratios "$2/$1" "$work/pairs"
}
