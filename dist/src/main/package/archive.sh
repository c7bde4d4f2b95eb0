# make_archive TREE: the archive that runs from any folder. Read by dist/package.

make_archive() {
  tar -C "$(dirname "$1")" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -c "$(basename "$1")" |
    gzip -n > "$packages/eyas-$version-linux-$architecture.tar.gz"
}
