# What a tree needs of the system on which it runs: the libraries that its run-time is linked with. Read by dist/package.

# runtime_files TREE: the programs and libraries of the run-time.
runtime_files() {
  echo "$1"/runtime/bin/java "$1"/runtime/lib/*.so "$1"/runtime/lib/server/libjvm.so
}

# least_glibc TREE: the oldest version of glibc that has all the functions which the run-time calls.
least_glibc() {
  objdump -T $(runtime_files "$1") | grep -o 'GLIBC_[0-9][0-9.]*' | sort -uV | tail -n 1 | sed 's/GLIBC_//'
}

# system_libraries TREE [FILE...]: the paths of the libraries of this system that the run-time and the files load.
system_libraries() {
  ldd "${@:2}" $(runtime_files "$1") |
    sed -n -e 's:.* => \(/[^ ]*\) (.*:\1:p' -e 's:^\t\(/lib64/ld[^ ]*\) (.*:\1:p' | grep -vF "$1" | sort -u
}

# other_libraries TREE: those of them that do not belong to glibc.
other_libraries() {
  system_libraries "$1" | grep -vE '/(ld-linux-x86-64|lib(c|dl|m|pthread|rt))\.so\.[0-9]+$' || true
}

# package_of LIBRARY: the package of Debian that contains it.
package_of() {
  local real found
  real=$(readlink -f "$1")
  # Older systems list the files of /usr/lib below /lib.
  found=$(dpkg -S "$real" 2> /dev/null || dpkg -S "${real#/usr}" 2> /dev/null) ||
    fail "no package contains $1; build the packages on Debian, with its libraries"
  echo "${found%%:*}"
}
