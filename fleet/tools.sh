# Runs the programs of fleet/ that start a broker of Kafka and Flink. A file to be read with `.`; $here is the folder fleet.
. "$here/../dist/src/main/dist/lib/find-java.sh"
[ -s "$here/target/class-path" ] || (cd "$here/.." && mvn -q -B package -pl fleet -am -DskipTests -Dchecks=off)
find_java /usr/lib/jvm || { echo "${0##*/} needs JDK 25 or newer: set JAVA_HOME" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

tool() { # tool CLASS ARGUMENTS...
  "$JAVA_FOUND" -Xmx1500m --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
    --add-opens=java.base/java.time=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
    -cp "$here/target/test-classes:$here/target/classes:$(cat "$here/target/class-path")" "org.eyas.fleet.job.$@"
}
