# eyas demo: performs a few harmless actions under a running engine and shows the alerts that they raise. Read by bin/eyas, which
# sets home. Everything is done inside a temporary directory of its own; nothing else on the machine is changed.

demo_fail() {
  echo "Error: $*" >&2
  exit 1
}

# The engine has ended although nobody ended it: with 2 if one of its options is wrong.
demo_ended() {
  wait "$engine"
  code=$?
  engine=
  cat "$place/log" >&2
  [ "$code" != 2 ] || exit 2
  demo_fail "the engine ended; its log is above"
}

# TERM: programs that a shell starts in the background ignore INT.
demo_end() {
  [ -n "${engine:-}" ] && kill -TERM "$engine" 2> /dev/null && wait "$engine" 2> /dev/null
  rm -rf "$place"
}

# The lines of alerts that came since the last action and name the demo's directory.
demo_alerts() {
  tail -n "+$((seen + 1))" "$place/alerts" | grep -F "$place" | grep -vF "$place/first"
}

# demo_action TITLE WORDS-OF-THE-ALERT COMMAND...: performs the command, waits for the alert and shows it.
demo_action() {
  title=$1
  words=$2
  shift 2
  actions=$((actions + 1))
  printf '\n%s. %s\n   $ %s\n' "$actions" "$title" "$*"
  seen=$(wc -l < "$place/alerts")
  "$@" > /dev/null 2>&1
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    if demo_alerts | grep -qF "$words"; then
      demo_alerts | sed 's/ container_id=.*//; s/^/   /'
      caught=$((caught + 1))
      return
    fi
    sleep 0.1
  done
  echo "   no alert came within three seconds"
}

# Alerts come once the probe is loaded: an action is repeated until the first one shows.
demo_await_engine() {
  tries=0
  until grep -qF "$place" "$place/alerts"; do
    kill -0 "$engine" 2> /dev/null || demo_ended
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { cat "$place/log" >&2; demo_fail "no alert came within 30 seconds; the engine's log is above"; }
    find "$place/first" -name id_rsa > /dev/null 2>&1
    sleep 0.1
  done
}

demo() {
  [ "$(id -u)" = 0 ] || demo_fail "the demo watches this machine's kernel and needs root: sudo ./eyas demo"
  place=$(mktemp -d /tmp/eyas-demo.XXXXXX) || demo_fail "cannot make a temporary directory below /tmp"
  trap demo_end EXIT
  trap 'exit 130' INT TERM
  : > "$place/alerts"
  actions=0
  caught=0
  echo "Starting the engine with the rules that ship with Eyas ..."
  "$home/bin/eyas" -o eyas.rules.shipped=always -o json_output=false -o stdout_output.enabled=true \
    -o eyas.alert_history.directory= -o eyas.evidence.file= -o eyas.rules.memory_directory= "$@" \
    > "$place/alerts" 2> "$place/log" &
  engine=$!
  demo_await_engine
  echo "The engine is running. The following actions are harmless and stay in $place."

  cp "$(command -v id)" "$place/tool"
  demo_action "A program is run from a directory that everyone may write to" "was run from a directory" "$place/tool"
  demo_action "Somebody looks for private keys" "search for keys" find "$place" -name id_rsa
  demo_action "A file gets the set-uid bit" "set-uid" chmod u+s "$place/tool"
  demo_action "A command line ties a shell to the network (it is never run)" "ties a shell" \
    sh -c ': /dev/tcp/127.0.0.1/9' "$place"
  if nsenter=$(command -v nsenter); then
    cp "$nsenter" "$place/helper"
    demo_action "An unknown program enters a namespace (its own)" "entered another namespace" \
      "$place/helper" --mount=/proc/self/ns/mnt true
  else
    printf '\nSkipped: an unknown program enters a namespace; the program nsenter (package util-linux) is missing\n'
  fi
  demo_action "A program opens a camera (that does not exist)" "camera was opened" cat "$place/none" /dev/video-none
  touch "$place/.bash_history"
  demo_action "A shell's history is removed" "history was removed" rm "$place/.bash_history"

  printf '\n%s of %s actions raised their alert. The rules: eyas -L; rules of your own: -r FILE.\n' "$caught" "$actions"
  [ "$caught" -eq "$actions" ]
}
