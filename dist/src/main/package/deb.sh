# make_debs TREE STAGE: the Debian packages. Leaves the files of eyas in STAGE/eyas, and those of eyas-outputs in STAGE/eyas-outputs.
# Read by dist/package.

make_debs() {
  # A version with a tilde is older than the same one without: 0.2.0~SNAPSHOT is replaced by 0.2.0.
  deb_version=${version/-/\~}
  make_stage "$1" "$2/eyas"
  move_outputs "$2/eyas" "$2/eyas-outputs"
  libraries=$(deb_libraries "$2/eyas/usr/lib/eyas")
  make_deb eyas "$architecture" "$2/eyas" postinst prerm postrm
  make_deb eyas-outputs all "$2/eyas-outputs" postinst
}

# make_deb NAME ARCHITECTURE STAGE SCRIPT...
# With xz, which lintian and Debian's archive require. Its first level takes 12 s of a processor; the usual one makes the package a
# tenth smaller, and takes a minute.
make_deb() {
  local stage=$3 script
  mkdir "$stage/DEBIAN"
  {
    filled_in "$parts/deb/$1.control"
    echo "Installed-Size: $(installed_kb "$stage")"
  } > "$stage/DEBIAN/control"
  for script in "${@:4}"; do
    install -m 755 "$parts/deb/$1.$script" "$stage/DEBIAN/$script"
  done
  [ ! -e "$stage/etc" ] || (cd "$stage" && find etc -type f | sort | sed 's:^:/:' > DEBIAN/conffiles)
  (cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
  set_times "$stage"
  dpkg-deb --root-owner-group -Zxz -z1 -b "$stage" "$packages/$1_${deb_version}_$2.deb" > /dev/null
}

# filled_in FILE
filled_in() {
  sed -e "s/@VERSION@/$deb_version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBRARIES@/${libraries:-}/" \
    -e "$homepage_edit" "$1"
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
  make_documents eyas "$2"
  make_bill "$1" "$2/usr/share/doc/eyas/eyas.cdx.json" without $outputs
}

# The bundles that make up eyas-outputs, in folders of their own.
outputs='org.eyas.output.grpc org.eyas.output.kafka'

# move_outputs STAGE NEW-STAGE
move_outputs() {
  local name bundles=usr/lib/eyas/bundles
  mkdir -p "$2/$bundles" "$2/usr/share/doc/eyas-outputs"
  for name in $outputs; do
    mv "$1/$bundles/${name##*.}" "$2/$bundles"
  done
  make_documents eyas-outputs "$2"
  make_bill "$1/usr/lib/eyas" "$2/usr/share/doc/eyas-outputs/eyas-outputs.cdx.json" only $outputs
}

# make_documents NAME STAGE: what Debian wants to know of each package.
make_documents() {
  local documents=$2/usr/share/doc/$1
  filled_in "$parts/deb/copyright" > "$documents/copyright"
  [ -d "$2/usr/lib/eyas/runtime" ] || sed -i '/^Files: usr/,$d' "$documents/copyright"
  cp "$root/NOTICE" "$documents/NOTICE"
  gzip -9n < "$root/CHANGELOG.md" > "$documents/NEWS.gz"
  changelog "$1" | gzip -9n > "$documents/changelog.gz"
}

# changelog NAME: in Debian's form.
changelog() {
  printf '%s (%s) unstable; urgency=medium\n\n  * NEWS.gz has the changes of all versions.\n\n' "$1" "$deb_version"
  printf ' -- The Eyas authors <eyas@eyas.invalid>  %s\n' "$(date -Rd "@$SOURCE_DATE_EPOCH")"
}
