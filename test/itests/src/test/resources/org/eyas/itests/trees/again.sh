# Runs a program again and again under eyas run. Arguments: how often, the exit status that it must have, the command.
times=$1 expected=$2
shift 2
i=0
while [ "$i" -lt "$times" ]; do
  "$@" > output 2>&1
  status=$?
  [ "$status" = "$expected" ] || { echo "run $i ended with $status: $(cat output)"; exit 1; }
  i=$((i + 1))
done

# The tracer has to wait for each of its threads that ended. It may not have reached the last ones yet.
tracer=$(sed -n 's/^TracerPid:[[:space:]]*//p' /proc/$$/status)
zombies() {
  grep -l "^TracerPid:[[:space:]]*$tracer\$" /proc/[0-9]*/status 2> /dev/null |
    xargs -r grep -l '^State:[[:space:]]*Z' 2> /dev/null | wc -l
}
for _ in 1 2 3 4 5 6 7 8 9; do
  [ "$(zombies)" = 0 ] && break
  sleep 1
done
echo "$i runs, $(zombies) zombies"
