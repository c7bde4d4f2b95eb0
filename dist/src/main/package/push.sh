# push_image IMAGE NAME: copies an image, or one for several architectures, to a registry. Read by dist/package.

# oras uses the login of docker and podman. It takes the image by its digest, because the tag in the file contains a colon, and from a
# folder, because it does not find the files of an archive that begin with "./".
push_image() {
  local layout=$work/push
  rm -rf "$layout"
  mkdir "$layout"
  tar -C "$layout" -xf "$1"
  oras copy --from-oci-layout "$layout@$(member digest < "$layout/index.json")" "$2" > /dev/null ||
    fail "$1 cannot be pushed to $2; to log in: oras login ${2%%/*}"
}
