# Sets JAVA_FOUND to the java of a JDK >= 25, or to nothing. A file to be read with `.`, by bin/eyas and by the build.
# The release file is read and no java is started: that alone would cost 50 ms at each start.

java_major() { # java_major HOME -> the number, or 0
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] || { echo 0; return; }
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=\"}
        version=${version%%[!0-9]*}
        echo "${version:-0}"
        return
        ;;
    esac
  done < "$1/release"
  echo 0
}

find_java() { # find_java FOLDER_OF_JDKS
  JAVA_FOUND=
  for jdk in "${JAVA_HOME:-}" "$(path_java_home)" "$1"/*; do
    [ -n "$jdk" ] || continue
    if [ "$(java_major "$jdk")" -ge 25 ]; then
      JAVA_FOUND=$jdk/bin/java
      return 0
    fi
  done
  return 1
}

path_java_home() {
  java=$(command -v java) || return 0
  java=$(readlink -f "$java") || return 0
  echo "${java%/bin/java}"
}
