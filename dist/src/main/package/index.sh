# make_index ARCHIVE IMAGE...: an image of several architectures, of which a runtime takes its own. Read by dist/package.

# An OCI layout has one folder of blobs, so those of the images are put together; umoci and skopeo write no index.
make_index() {
  local new=$1 layout=$work/index image manifests= name
  rm -rf "$layout"
  mkdir -p "$layout"
  for image in "${@:2}"; do
    tar -C "$layout" -xf "$image"
    manifests="$manifests${manifests:+,}$(described "$layout")"
    name=$(member org.opencontainers.image.ref.name < "$layout/index.json")
  done
  index "$manifests" > "$work/index.blob"
  digest=$(sha256sum "$work/index.blob" | cut -d ' ' -f 1)
  cp "$work/index.blob" "$layout/blobs/sha256/$digest"
  index "$(descriptor index "$digest" "$layout" ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"$name\"}")" > "$layout/index.json"
  set_times "$layout"
  tar -C "$layout" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf "$new" .
}

# described LAYOUT: the entry of an index for the one image that the layout's own index has.
described() {
  local digest config
  digest=$(member digest < "$1/index.json")
  digest=${digest#sha256:}
  config=$(grep -o '"config":{[^}]*}' "$1/blobs/sha256/$digest" | member digest)
  descriptor manifest "$digest" "$1" \
    ",\"platform\":{\"architecture\":\"$(member architecture < "$1/blobs/sha256/${config#sha256:}")\",\"os\":\"linux\"}"
}

# descriptor KIND DIGEST LAYOUT MORE
descriptor() {
  printf '{"mediaType":"application/vnd.oci.image.%s.v1+json","digest":"sha256:%s","size":%s%s}' \
    "$1" "$2" "$(stat -c %s "$3/blobs/sha256/$2")" "$4"
}

index() {
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}' "$1"
}

# member NAME: the text of the first member of this name.
member() {
  grep -o "\"$1\": *\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4
}
