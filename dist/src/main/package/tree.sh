# make_tree FOLDER: the distribution with a run-time of its own, manual pages and the AOT cache. For another architecture than this
# machine's there is no cache, but the script that makes it (docs/adr/0080). Read by dist/package.

# What the jars of lib and bundles use; java.rmi is for Jetty, which does not resolve without it, java.security.jgss for SASL of
# Kafka's client.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.xml
modules=$modules,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported

make_tree() {
  cp -R "$home" "$1"
  rm -f "$1/lib/eyas.aot"
  one_native_file "$1/bundles/jna.jar" 'com/sun/jna/*jnidispatch.*' "com/sun/jna/$jna/*"
  one_native_file "$1/bundles/org.eyas.driver.ebpf.jar" 'org/eyas/driver/ebpf/probe.*.o' "*/probe.$probe.o"
  if [ -n "$like" ]; then
    like_runtime "$1"
  else
    make_runtime "$1/runtime"
  fi
  manual_pages "$1"
  mkdir -p "$1/share/doc/eyas"
  make_bill "$1" "$1/share/doc/eyas/eyas.cdx.json"
  chmod -R u=rwX,go=rX "$1"
  # The cache names the size and the time of each jar, to the second.
  set_times "$1"
  if [ "$architecture" = "$host" ]; then
    [ -n "$like" ] || train "$1"
    rm -r "$1"/lib/train{,.sh}
    set_times "$1"
  fi
}

# one_native_file JAR PATTERN KEPT: removes the files for other architectures, of JNA 1.6 of 1.9 MB.
one_native_file() {
  local date
  date=$(date -d "@$unchanged" +%FT%TZ)
  rm -rf "$work/jar"
  mkdir "$work/jar"
  (
    cd "$work/jar"
    "${JAVA_FOUND%java}jar" --extract --file "$1"
    [ -n "$(find . -path "./$3")" ] || fail "$1 has no file $3"
    find . -path "./$2" ! -path "./$3" -delete
    find . -type f ! -path ./META-INF/MANIFEST.MF -printf '%P\n' | sort > ../jar.files
    "${JAVA_FOUND%java}jar" --create --file "$1" --manifest META-INF/MANIFEST.MF --date "$date" @../jar.files
  )
}

like_runtime() {
  local taken=('*/runtime')
  [ "$architecture" != "$host" ] || taken+=('*/lib/eyas.aot')
  tar -C "$1" -xf "$like" --strip-components=1 --no-same-owner --wildcards "${taken[@]}" 2> /dev/null &&
    is_native "$1/runtime/bin/java" || fail "$like is not an archive that dist/package has built for $architecture"
}

make_runtime() {
  local from=()
  [ -z "$jmods" ] || from=(--module-path "$jmods")
  "${JAVA_FOUND%java}jlink" "${from[@]}" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --output "$1" || fail "jlink cannot make a run-time; the JDK needs the modules $modules"
  # Tools of developers, and the list from which a JDK makes its own archive of classes.
  find "$1/bin" -type f ! -name java -delete
  rm -f "$1"/lib/{jexec,jrt-fs.jar,classlist}
  # Code for sorting large arrays on some processors, and for Kerberos of the system: the JVM does without them.
  rm -f "$1"/lib/{libsimdsort.so,libj2gss.so}
  "$triplet-strip" --strip-unneeded "$1"/lib/{*.so,server/*.so,jspawnhelper} "$1/bin/java"
}

train() {
  sh "$1/lib/train.sh" "$1" > "$work/train.log" 2>&1 ||
    fail "the training run for the AOT cache failed: $(tail -n 3 "$work/train.log")"
  chmod 644 "$1/lib/eyas.aot"
}

manual_pages() {
  "$JAVA_FOUND" -cp "$1/lib/org.eyas.launcher.jar" org.eyas.launcher.help.ManPages "$1/share/man/man1" "$version"
  gzip -9n "$1"/share/man/man1/*.1
}

# The time of files that an update of Eyas leaves as they are: layers of the image must stay the same, and the AOT cache names the times.
unchanged=1767225600 # 2026

set_times() {
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  find "$1" \( -path '*/runtime' -o -path '*/runtime/*' -o -name '*.jar' ! -name 'org.eyas.*' \) -exec touch -h -d "@$unchanged" {} +
}
