# Sourced after engine.sh by benchmarks that measure how late alerts come: about the marks of attack.c, by the rules of attack.yaml.
cc -O2 -o "$place/attack" "$here/src/main/c/attack.c"
cp "$place/attack" "$place/eyas-marks"

# Writes the delay of each alert about a mark into $place/delays, in ms, as it comes, until the file $place/end exists.
follow() {
  chrt -f 1 python3 - "$place/out" > "$place/delays" << 'PROGRAM'
import os, sys, time
end, out = os.path.dirname(sys.argv[1]) + "/end", open(sys.argv[1])
while True:
    ended = os.path.exists(end)
    for line in out:
        words = line.split()
        if "mark" in words:
            at = words.index("mark")
            print(words[at + 1], (time.time_ns() - int(words[at + 2])) / 1e6, flush=True)
    if ended:
        break
    time.sleep(0.005)
PROGRAM
}

# Makes marks. With a priority: a flood takes the processors from all others, and must not delay the marks. usage: mark COUNT SECONDS
mark() { chrt -f 1 "$place/eyas-marks" marks "$1" "$2"; }
