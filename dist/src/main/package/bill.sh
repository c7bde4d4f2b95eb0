# The bills of materials: what Maven knows, the run-time, and in the image the libraries of Debian. Read by dist/package.

# make_bill TREE FILE [without ARTIFACT...|only ARTIFACT...]: the bill of a package that contains the tree, without these artifacts of
# Maven and what only they need, or nothing but these and what they need.
make_bill() {
  : > "$work/components"
  [ "${3:-}" = only ] || runtime_component "$1" > "$work/components"
  write_bill "$2" "${@:3}"
}

# make_image_bill TREE FILE LIBRARY...: the bill of the image, which contains these libraries too.
make_image_bill() {
  {
    runtime_component "$1"
    for library in "${@:3}"; do
      library_component "$library"
    done
  } | sort -u > "$work/components"
  write_bill "$2"
}

# write_bill FILE [without ARTIFACT...|only ARTIFACT...]
write_bill() {
  "$JAVA_FOUND" -cp "$home/lib/gson.jar" "$parts/BillOfMaterials.java" "$root/dist/target/bom.json" "$1" "$work/components" "${@:2}"
}

runtime_component() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/runtime/release")
  echo "platform openjdk $version pkg:generic/openjdk@$(encoded "$version")"
}

# library_component PATH: the package of Debian that contains the library.
library_component() {
  local package version
  package=$(package_of "$1")
  version=$(packages_of_system -W -f '${Version}' "$package:$architecture")
  echo "library $package $version pkg:deb/debian/$package@$(encoded "$version")?arch=$architecture"
}

# encoded VERSION: as a package URL has it.
encoded() {
  sed -e 's/:/%3A/g' -e 's/+/%2B/g' <<< "$1"
}
