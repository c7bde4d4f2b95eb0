# What a tree needs of the system on which it runs: the libraries that its run-time is linked with. Read by dist/package.

# runtime_files TREE: the programs and libraries of the run-time.
runtime_files() {
  echo "$1"/runtime/bin/java "$1"/runtime/lib/*.so "$1"/runtime/lib/server/libjvm.so
}

# least_glibc TREE: the oldest version of glibc that has all the functions which the run-time calls.
least_glibc() {
  "$triplet-objdump" -T $(runtime_files "$1") | grep -o 'GLIBC_[0-9][0-9.]*' | sort -uV | tail -n 1 | sed 's/GLIBC_//'
}

# system_libraries TREE [FILE...]: the paths of the libraries of the system that the run-time and the files load, and that those
# load in turn. Not by ldd, which starts the programs: they can be for another architecture.
system_libraries() {
  local files="${*:2} $(runtime_files "$1")" all=' ' name more
  while [ -n "$files" ]; do
    more=
    for name in $("$triplet-objdump" -p $files | sed -n 's/^ *NEEDED *//p' | sort -u); do
      if [ ! -e "$1/runtime/lib/$name" ] && [ ! -e "$1/runtime/lib/server/$name" ] && [ "${all/ $name /}" = "$all" ]; then
        all="$all$name "
        more="$more $(system_library "$name")" || return 1
      fi
    done
    files=$more
  done
  for name in $all; do
    system_library "$name"
  done | sort
}

# system_library NAME: its path. Debian has them in one folder for each architecture.
system_library() {
  local path=$system/usr/lib/$triplet/$1
  [ -e "$path" ] || fail "$path is missing; install the package that contains it, or name another folder with --root"
  echo "$path"
}

# other_libraries TREE: those of them that do not belong to glibc.
other_libraries() {
  system_libraries "$1" | grep -vE '/(ld-linux-[a-z0-9-]+|lib(c|dl|m|pthread|rt))\.so\.[0-9]+$' || true
}

# package_of LIBRARY: the package of Debian that contains it.
package_of() {
  local real found
  real=$(readlink -f "$1")
  real=${real#"$system"}
  # Older systems list the files of /usr/lib below /lib.
  found=$(packages_of_system -S "$real" 2> /dev/null || packages_of_system -S "${real#/usr}" 2> /dev/null) ||
    fail "no package contains $1; build the packages on Debian, with its libraries"
  echo "${found%%:*}"
}

packages_of_system() {
  dpkg-query --admindir="$system/var/lib/dpkg" "$@"
}
