# Sets COMPILERS, the options for the compilers of the JVM. A file to be read with `.`, by bin/eyas.
# docs/adr/0087-the-cache-of-a-start-without-the-second-compiler.md says why.

is_small() { # is_small CAPTURE: at most 64 MB, which is one to five million events
  [ -n "$(find -L "$1" -prune -type f -size -65537k 2> /dev/null)" ]
}

ends_soon() { # ends_soon ARGUMENT...
  case ${1:-} in
    "") return 1 ;;
    [!-]*) return 0 ;;
  esac
  before=
  for word in "$@"; do
    case $before in -e) is_small "$word" && return 0 ;; esac
    case $word in --version | -h | --help | -V | -L | -l | --list) return 0 ;; esac
    before=$word
  done
  return 1
}

# The code that processes events: of Eyas, and of the JDK what it calls for each event.
for_events="org.eyas.* java.lang.Integer java.lang.Long java.lang.Math java.lang.invoke.VarHandle* java.nio.* java.util.Arrays
  java.util.Objects jdk.internal.misc.* jdk.internal.util.*"

# The AOT cache remembers how each method was compiled in the run that makes it, and a start compiles it in the same way. So that
# run uses the first compiler only, without counters for the second one. It does not compile what processes events, which
# therefore gets the second compiler as if there were no cache.
compilers_of_training() {
  COMPILERS="-XX:TieredStopAtLevel=1 -XX:CompileCommand=quiet"
  set -f # the names are patterns of the JVM
  for name in $for_events; do
    COMPILERS="$COMPILERS -XX:CompileCommand=exclude,$name::*"
  done
  set +f
}

# The second compiler makes code that is twice as fast, but in a start it takes more processor time than everything else, for
# methods that are not needed again. So it waits for ten times as many calls as usual, which a loop that processes events reaches
# in a moment. What ends soon does without it: commands, replays of small captures, and eyas run, whose events are as slow as the
# stops of the command that it watches. The first compiler puts only the smallest methods into their callers: its code is smaller,
# which takes less time and memory, and where calls would cost much, the second compiler follows.
find_compilers() { # find_compilers ARGUMENT...
  if [ -n "${EYAS_AOT_OUTPUT:-}" ]; then
    compilers_of_training
  elif ends_soon "$@"; then
    COMPILERS=-XX:TieredStopAtLevel=1
  else
    COMPILERS="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
    COMPILERS="$COMPILERS -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000 -XX:C1MaxInlineSize=12"
  fi
}
