# make_oci TREE STAGE: the image of an OCI layout. It contains the program, its run-time and the libraries that these load, each in a layer,
# and nothing else: no shell and no package manager. Read by dist/package.

make_oci() {
  make_root "$1" "$2/program"
  split_root "$2"
  local list copied layer
  list=$(libraries "$1") # as an argument, its failure would not end the script
  mapfile -t copied <<< "$list"
  make_image_bill "$1" "$packages/eyas-$version-$architecture.oci.cdx.json" "${copied[@]}"
  tag=${version,,} # names of images are lower-case
  created=$(date -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
  umoci init --layout "$2/layout"
  umoci new --image "$2/layout:eyas:$tag"
  for layer in runtime libraries program; do
    tar -C "$2/$layer" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf "$2/$layer.tar" .
    umoci raw add-layer --image "$2/layout:eyas:$tag" --history.created "$created" --history.created_by "dist/package: $layer" \
      "$2/$layer.tar"
  done
  umoci config --image "$2/layout:eyas:$tag" --no-history --created "$created" --architecture "$architecture" --os linux \
    --config.entrypoint /opt/eyas/runtime/bin/java --config.entrypoint @/opt/eyas/args --config.env LANG=C.UTF-8 --config.env HOST_ROOT=/host --config.env RUNTIME_DIRECTORY=/run/eyas \
    $(labels) --config.label "org.opencontainers.image.description=$description"
  umoci gc --layout "$2/layout" 2> /dev/null
  compress "$2/layout" "$2/runtime.tar" "$2/libraries.tar" "$2/program.tar"
  set_times "$2/layout"
  tar -C "$2/layout" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf "$packages/eyas-$version-$architecture.oci.tar" .
}

# split_root STAGE: the files of STAGE/program that an update of Eyas leaves as they are go to STAGE/runtime (the run-time of Java and the
# libraries of Debian) and STAGE/libraries (jars of others). Nodes fetch a layer that they have no second time, so no byte of these two
# may depend on the version.
split_root() {
  local file
  mkdir -p "$1"/{runtime/opt/eyas,libraries}
  mv "$1/program/opt/eyas/runtime" "$1/runtime/opt/eyas"
  for file in "$1"/program/*; do
    [ "${file##*/}" = opt ] || mv "$file" "$1/runtime"
  done
  mkdir -p "$1/program/etc"
  mv "$1/runtime/etc/eyas" "$1/program/etc"
  (cd "$1/program" && find . -name '*.jar' ! -name 'org.eyas.*') | while read -r file; do
    mkdir -p "$1/libraries/${file%/*}"
    mv "$1/program/$file" "$1/libraries/$file"
  done
  set_times "$1/program"
  find "$1/runtime" "$1/libraries" -exec touch -h -d "@$unchanged" {} +
}

# labels: the options of umoci that describe the image, by the names of the OCI.
labels() {
  local revision label
  revision=${EYAS_REVISION:-$(git -C "$root" rev-parse HEAD 2> /dev/null || true)}
  for label in title=eyas "version=$version" "created=$created" licenses=Apache-2.0 \
    ${homepage:+"source=$homepage" "url=$homepage"} ${revision:+"revision=$revision"}; do
    echo "--config.label org.opencontainers.image.$label"
  done
}

# compress LAYOUT LAYER...: umoci compresses the parts of a layer one by one, for several processors; gzip needs 4 % less room.
compress() {
  local blobs=$1/blobs/sha256 manifest layer layers
  manifest=$(member digest < "$1/index.json")
  manifest=${manifest#sha256:}
  layers=$(grep -o '"layers":.*' "$blobs/$manifest" | grep -o '"digest":"[^"]*"' | cut -d '"' -f 4)
  for layer in $layers; do
    gzip -n < "$2" > "$1/blob"
    replace_blob "$1" "${layer#sha256:}" "$blobs/$manifest"
    set -- "$1" "${@:3}"
  done
  mv "$blobs/$manifest" "$1/blob"
  replace_blob "$1" "$manifest" "$1/index.json"
}

# replace_blob LAYOUT OLD FILE: the file `blob` of the layout takes the place of a blob to which FILE refers.
replace_blob() {
  local new
  new=$(sha256sum < "$1/blob" | cut -d ' ' -f 1)
  sed -i 's/'"$2"'","size":[0-9]*/'"$new"'","size":'"$(stat -c %s "$1/blob")"'/' "$3"
  rm -f "$1/blobs/sha256/$2"
  mv "$1/blob" "$1/blobs/sha256/$new"
}

make_root() {
  mkdir -p "$2"/{opt,etc/eyas,run,tmp,var/lib,var/log,usr/lib}
  chmod 700 "$2/tmp"
  ln -s usr/lib "$2/lib"
  ln -s usr/lib "$2/lib64"
  cp -a "$1" "$2/opt/eyas"
  # Scripts that nothing can run there, and what is read on a host.
  rm -r "$2"/opt/eyas/{bin,share} "$2"/opt/eyas/lib/*.sh "$2/opt/eyas/runtime/lib/jspawnhelper"
  rm -rf "$2/opt/eyas/lib/train"
  mv "$2/opt/eyas/etc/eyas.yaml" "$2/etc/eyas"
  rmdir "$2/opt/eyas/etc"
  arguments "$1" > "$2/opt/eyas/args"
  echo 'root:x:0:0:root:/:/nologin' > "$2/etc/passwd"
  echo 'root:x:0:' > "$2/etc/group"
  libraries "$1" | while read -r library; do
    cp -L "$library" "$2/usr/lib"
    licence "$library" "$2"
  done
  chmod -R u=rwX,go=rX "$2/usr/lib" "$2/usr/share" "$2/opt/eyas/args" "$2/etc"
}

# licence LIBRARY ROOT: the text that has to come with a copy of the library.
licence() {
  package=$(package_of "$1")
  mkdir -p "$2/usr/share/doc/$package"
  cp -L "$system/usr/share/doc/$package/copyright" "$2/usr/share/doc/$package"
}

# The arguments that bin/eyas starts java with, for a file that java reads: the script runs with a java that prints them.
arguments() {
  stub=$work/stub
  mkdir -p "$stub"/{bin,bundles,lib,runtime/bin}
  cp "$1/bin/eyas" "$stub/bin"
  cp "$1"/lib/*.sh "$stub/lib"
  [ ! -e "$1/lib/eyas.aot" ] || cp "$1/lib/eyas.aot" "$stub/lib"
  cp "$1"/bundles/*.jar "$stub/bundles" # their names are on the class path
  printf '#!/bin/sh\nprintf "%%s\\n" "$@"\n' > "$stub/runtime/bin/java"
  chmod 755 "$stub/runtime/bin/java"
  EYAS_JAVA_OPTS='' "$stub/bin/eyas" 2> /dev/null | sed -e "s:$stub:/opt/eyas:g" -e 's/^-Xmx[0-9]*m$/-Xmx256m/' \
    -e 's/(-Xmx[0-9]*m)/(-Xmx256m)/' -e 's/.* .*/"&"/'
}

# The dynamic linker of Debian looks into /lib and /usr/lib; libbpf is loaded by its name at run time.
libraries() {
  libbpf=$(system_library libbpf.so.1) || return 1
  system_libraries "$1" "$libbpf" && echo "$libbpf"
}
