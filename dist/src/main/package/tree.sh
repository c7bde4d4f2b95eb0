# make_tree FOLDER: the distribution with a run-time of its own, manual pages and the AOT cache. Read by dist/package.

# What the jars of lib and bundles use; java.rmi is for Jetty, which does not resolve without it, java.security.jgss for SASL of
# Kafka's client.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.rmi,java.security.jgss,java.xml
modules=$modules,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported

make_tree() {
  cp -R "$home" "$1"
  rm -f "$1/lib/eyas.aot"
  one_native_library "$1/bundles/jna.jar"
  if [ -n "$like" ]; then
    tar -C "$1" -xf "$like" --strip-components=1 --no-same-owner --wildcards '*/runtime' '*/lib/eyas.aot' ||
      fail "$like is not an archive that dist/package has built"
  else
    make_runtime "$1/runtime"
  fi
  manual_pages "$1"
  mkdir -p "$1/share/doc/eyas"
  make_bill "$1" "$1/share/doc/eyas/eyas.cdx.json"
  chmod -R u=rwX,go=rX "$1"
  # The cache names the size and the time of each jar, to the second.
  set_times "$1"
  [ -n "$like" ] || train "$1"
  chmod 644 "$1/lib/eyas.aot"
  set_times "$1"
}

# one_native_library JAR: removes the libraries of JNA for all systems but this one, 1.6 of its 1.9 MB.
one_native_library() {
  mkdir "$work/jna"
  (
    cd "$work/jna"
    "${JAVA_FOUND%java}jar" --extract --file "$1"
    find com/sun/jna -name '*jnidispatch.*' ! -path '*/linux-x86-64/*' -delete
    find . -type f ! -path ./META-INF/MANIFEST.MF -printf '%P\n' | sort > ../jna.files
    "${JAVA_FOUND%java}jar" --create --file "$1" --manifest META-INF/MANIFEST.MF --date "$(date -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)" @../jna.files
  )
}

make_runtime() {
  "${JAVA_FOUND%java}jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$1" ||
    fail "jlink cannot make a run-time; the JDK needs the modules $modules"
  # Tools of developers, and the list from which a JDK makes its own archive of classes.
  find "$1/bin" -type f ! -name java -delete
  rm -f "$1"/lib/{jexec,jrt-fs.jar,classlist}
  # Code for sorting large arrays on some processors, and for Kerberos of the system: the JVM does without them.
  rm -f "$1"/lib/{libsimdsort.so,libj2gss.so}
  strip --strip-unneeded "$1"/lib/{*.so,server/*.so}
}

train() {
  sh "$1/lib/train.sh" "$1" > "$work/train.log" 2>&1 ||
    fail "the training run for the AOT cache failed: $(tail -n 3 "$work/train.log")"
}

manual_pages() {
  "$1/runtime/bin/java" -cp "$1/lib/org.eyas.launcher.jar" org.eyas.launcher.ManPages "$1/share/man/man1" "$version"
  gzip -9n "$1"/share/man/man1/*.1
}

set_times() {
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}
