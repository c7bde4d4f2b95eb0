# make_deb TREE STAGE: the Debian package. Read by dist/package.

make_deb() {
  # A version with a tilde is older than the same one without: 0.2.0~SNAPSHOT is replaced by 0.2.0.
  deb_version=${version/-/\~}
  make_stage "$1" "$2"
  mkdir "$2/DEBIAN"
  libraries=$(deb_libraries "$2/usr/lib/eyas")
  {
    sed -e "s/@VERSION@/$deb_version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBRARIES@/$libraries/" "$parts/deb/control"
    echo "Installed-Size: $(installed_kb "$2")"
  } > "$2/DEBIAN/control"
  install -m 755 "$parts"/deb/{postinst,prerm,postrm} "$2/DEBIAN"
  (cd "$2" && find etc -type f | sort | sed 's:^:/:' > DEBIAN/conffiles)
  (cd "$2" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
  set_times "$2"
  dpkg-deb --root-owner-group -Zzstd -b "$2" "$packages/eyas_${deb_version}_$architecture.deb" > /dev/null
}

# installed_kb STAGE: the files in kB, and one for anything else. What they take on this disk differs from build to build.
installed_kb() {
  (cd "$1" && find . -path ./DEBIAN -prune -o -type f -printf '%s\n' -o -printf '1\n') |
    awk '{ kb += int(($1 + 1023) / 1024) } END { print kb }'
}

# deb_libraries TREE: the packages of the libraries that the run-time needs, separated by commas.
deb_libraries() {
  printf 'libc6 (>= %s)' "$(least_glibc "$1")"
  other_libraries "$1" | while read -r library; do
    printf ', %s' "$(package_of "$library")"
  done
}

# make_stage TREE STAGE: the files where the file system hierarchy has them.
make_stage() {
  mkdir -p "$2"/usr/{bin,lib} "$2"/etc/eyas/{config.d,rules.d} "$2"/var/{lib,log}/eyas
  cp -a "$1" "$2/usr/lib/eyas"
  mv "$2/usr/lib/eyas/share" "$2/usr"
  rm -r "$2"/usr/lib/eyas/{LICENSE,NOTICE}
  # The engine loads no bundle from a place where others than root may write, and it writes to /etc/eyas itself.
  mkdir "$2/usr/lib/eyas/bundles.d"
  sed 's:/etc/eyas/bundles.d:/usr/lib/eyas/bundles.d:' "$2/usr/lib/eyas/etc/eyas.yaml" > "$2/etc/eyas/eyas.yaml"
  rm "$2/usr/lib/eyas/etc/eyas.yaml"
  rmdir "$2/usr/lib/eyas/etc"
  ln -s ../lib/eyas/bin/eyas "$2/usr/bin/eyas"
  install -D -m 644 "$parts/systemd/eyas.service" "$2/usr/lib/systemd/system/eyas.service"
  install -D -m 644 "$parts/systemd/sysusers.conf" "$2/usr/lib/sysusers.d/eyas.conf"
  install -m 644 "$parts/eyas_rules.local.yaml" "$2/etc/eyas"
  cat "$1/LICENSE" "$1/NOTICE" > "$2/usr/share/doc/eyas/copyright"
  gzip -9n < "$root/CHANGELOG.md" > "$2/usr/share/doc/eyas/changelog.gz"
}
