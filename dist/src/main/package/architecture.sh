# What differs between the architectures that packages are built for. Read by dist/package.

# set_architecture NAME: of Debian. Returns 1 if packages for it cannot be built.
set_architecture() {
  case $1 in
    amd64) machine=x86_64 jna=linux-x86-64 probe=x86 elf=62 platform=linux-amd64 ;;
    arm64) machine=aarch64 jna=linux-aarch64 probe=arm64 elf=183 platform=linux-aarch64 ;;
    *) return 1 ;;
  esac
  architecture=$1
  triplet=$machine-linux-gnu
}

# is_native PROGRAM: e_machine of elf.h, at the bytes 18 and 19, is that of the architecture.
is_native() {
  [ "$(od -An -t u2 -j 18 -N 2 "$1" | tr -d ' ')" = "$elf" ]
}

# set_system FOLDER: the Debian that the libraries, and for another architecture the modules of the JDK, are taken from. Without a
# folder it is this machine, or packages of Debian that are fetched into dist/target.
set_system() {
  system=${1%/} jmods=
  if [ -z "$system" ] && [ "$architecture" != "$host" ]; then
    system=$root/dist/target/root-$architecture
    [ -d "$system" ] || fetch_system
  fi
  [ -z "$system" ] || set_modules
}

fetch_system() {
  echo "fetching packages of Debian for $architecture into $system" >&2
  "$parts/fetch-root" "$architecture" "$system" "openjdk-$(java_major "${JAVA_FOUND%/bin/java}")-jdk-headless" libbpf1 zlib1g \
    libstdc++6 || fail "name an installed Debian of that architecture with --root"
}

set_modules() {
  jmods=$(ls -d "$system"/usr/lib/jvm/*/jmods 2> /dev/null | head -n 1 || true)
  [ -n "$jmods" ] || fail "$system has no modules of a JDK (usr/lib/jvm/*/jmods); remove it, or name another folder with --root"
  "${JAVA_FOUND%java}jmod" describe "$jmods/java.base.jmod" | grep -qx "platform $platform" ||
    fail "the modules in $jmods are not for $platform; name another folder with --root"
}
