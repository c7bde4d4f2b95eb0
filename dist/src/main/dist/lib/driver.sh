# The command `eyas driver`: which drivers work on this machine, and the kernel module. Sourced by bin/eyas; needs no engine and no
# JVM. EYAS_DRIVER_ROOT is a folder instead of /, for tests.
root=${EYAS_DRIVER_ROOT:-}
release=$(uname -r)
# modprobe and dkms: not all users have these folders in it, and what root runs must not depend on a folder of somebody else.
PATH=$root/usr/sbin:$root/sbin:$PATH

driver() {
  json=
  for word in "$@"; do # --json may stand anywhere
    shift
    if [ "$word" = --json ]; then json=true; else set -- "$@" "$word"; fi
  done
  case "$*" in
    list) list_drivers ;;
    check) check_machine && check_drivers ;;
    "check modern_ebpf" | "check kmod") check_driver "$2" ;;
    load) load_module ;;
    unload) unload_module ;;
    detach) detach_probes ;;
    *)
      echo "Error: eyas driver has the actions list, check [modern_ebpf|kmod], load, unload and detach, not '$*'" >&2
      return 2
      ;;
  esac
}

# What is so on this machine. Each function prints one line.

has_capability() { # NUMBER: in linux/capability.h
  set=$(sed -n 's/^CapEff:[[:space:]]*//p' "$root/proc/self/status")
  [ $((0x${set:-0} >> $1 & 1)) = 1 ]
}

missing_capabilities() { # NUMBER:NAME...
  for pair in "$@"; do
    has_capability "${pair%%:*}" || printf ' CAP_%s' "${pair#*:}"
  done
}

lockdown() { # none, integrity or confidentiality
  sed -n 's/.*\[\(.*\)\].*/\1/p' "$root/sys/kernel/security/lockdown" 2> /dev/null | grep . || echo none
}

has_secure_boot() {
  variable=$root/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
  [ "$(od -An -tu1 -j4 -N1 "$variable" 2> /dev/null | tr -d ' ')" = 1 ]
}

has_libbpf() {
  for folder in "$root"/usr/lib "$root"/usr/lib64 "$root"/usr/lib/*-linux-gnu "$root"/lib/*-linux-gnu; do
    [ -e "$folder/libbpf.so.1" ] && return 0
  done
  return 1
}

loaded_module() { # its name, if it is loaded
  for name in scap falco; do
    [ -e "$root/sys/module/$name" ] && echo "$name" && return
  done
  return 1
}

module_file() { # the file of the installed module
  find "$root/lib/modules/$release" \( -name 'scap.ko*' -o -name 'falco.ko*' \) 2> /dev/null | head -n 1 | grep .
}

dkms_source() { # NAME/VERSION of a module that dkms can build
  for name in scap falco; do
    conf=$(ls -d "$root/usr/src/$name"-*/dkms.conf 2> /dev/null | sort -V | tail -n 1 | grep .) || continue # the newest
    folder=$(basename "$(dirname "$conf")")
    echo "${folder%%-*}/${folder#*-}"
    return
  done
  return 1
}

has_device() { # NAME: of the loaded module; that of the first processor, which is always online
  [ -e "$root/dev/${1}0" ] || { [ -n "${HOST_ROOT:-}" ] && [ -e "$HOST_ROOT/dev/${1}0" ]; }
}

is_older_kernel() { # MAJOR MINOR: whether the kernel is older than this version
  major=${release%%.*}
  minor=${release#*.}
  minor=${minor%%[!0-9]*}
  [ "$major" -lt "$1" ] || { [ "$major" -eq "$1" ] && [ "$minor" -lt "$2" ]; }
}

can_load_modules() {
  [ -e "$root/proc/modules" ]
}

# Why a driver does not work, on one line with what to do; nothing if it works.

obstacle_of_modern_ebpf() {
  missing=
  has_capability 21 || missing=$(missing_capabilities 39:BPF 38:PERFMON 19:SYS_PTRACE)
  if is_older_kernel 5 8; then
    echo "the kernel $release is older than 5.8; use kmod"
  elif [ ! -e "$root/sys/kernel/btf/vmlinux" ]; then
    echo "the kernel does not describe its types: there is no /sys/kernel/btf/vmlinux; use kmod"
  elif [ "$(lockdown)" = confidentiality ]; then
    echo "the kernel is locked down (confidentiality), so programs cannot read its memory; use lockdown=integrity"
  elif ! has_libbpf; then
    echo "there is no libbpf.so.1; apt-get install libbpf1, or dnf install libbpf"
  elif [ -n "$missing" ]; then
    echo "capabilities are missing:$missing; run as root, or give them (AmbientCapabilities=, --cap-add)"
  fi
}

obstacle_of_kmod() {
  if ! name=$(loaded_module); then
    obstacle_of_loading | grep . || echo "the module is not loaded; eyas driver load"
  elif ! has_device "$name"; then
    echo "the module $name is loaded, but there is no /dev/${name}0; in a container, give the device (--device, --privileged)"
  elif ! has_capability 1; then
    echo "CAP_DAC_OVERRIDE is missing, and only root may read the device; run as root, or give it"
  fi
}

obstacle_of_loading() {
  if ! can_load_modules; then
    echo "the kernel cannot load modules (CONFIG_MODULES); use another kernel"
  elif module_file > /dev/null; then
    :
  elif ! dkms_source > /dev/null || ! command -v dkms > /dev/null; then
    echo "the module is not installed; apt-get install falcosecurity-scap-dkms linux-headers-$release"
  elif [ ! -e "$root/lib/modules/$release/build" ]; then
    echo "the headers of the kernel, from which the module is built, are missing; apt-get install linux-headers-$release"
  fi
}

# list

list_drivers() {
  taken=
  for kind in modern_ebpf kmod; do
    obstacle=$("obstacle_of_$kind")
    if [ -n "$obstacle" ]; then
      row "$kind" "does not work: $obstacle"
    elif [ -z "$taken" ]; then
      taken=$kind
      row "$kind" "works; engine.kind=auto takes it"
    else
      row "$kind" "works"
    fi
  done
  row ptrace "works for \`eyas run\`, which watches one command"
  row nodriver "works: no system calls are captured"
}

# check

row() { # NAME TEXT
  if [ -n "$json" ]; then
    printf '{"name":"%s","text":"%s"}\n' "$1" "$(printf %s "$2" | sed 's/[\"]/\\&/g')"
  else
    printf '%-14s %s\n' "$1" "$2"
  fi
}

check_driver() { # KIND
  obstacle=$("obstacle_of_$1")
  row "$1" "${obstacle:-works}"
  [ -z "$obstacle" ]
}

check_drivers() {
  works=1
  for kind in modern_ebpf kmod; do
    check_driver "$kind" && works=0
  done
  return $works
}

check_machine() {
  row kernel "$release"
  missing=$(missing_capabilities 1:DAC_OVERRIDE 19:SYS_PTRACE 21:SYS_ADMIN 38:PERFMON 39:BPF)
  row capabilities "${missing:+without}${missing:-all that drivers need}"
  check_kernel
  check_module
}

check_kernel() {
  if [ -e "$root/sys/kernel/btf/vmlinux" ]; then row BTF /sys/kernel/btf/vmlinux; else row BTF missing; fi
  if has_libbpf; then row libbpf found; else row libbpf missing; fi
  row lockdown "$(lockdown)"
  if has_secure_boot; then
    row "secure boot" "on: a module must be signed with an enrolled key"
  else
    row "secure boot" off
  fi
  row seccomp "$(named "$(sed -n 's/^Seccomp:[[:space:]]*//p' "$root/proc/self/status")" "none" "strict" "a filter")"
  scope=$(cat "$root/proc/sys/kernel/yama/ptrace_scope" 2> /dev/null)
  row yama "$(named "${scope:-0}" "any own process may be traced" "only children may be traced" \
    "tracing needs CAP_SYS_PTRACE" "nothing may be traced")"
}

named() { # NUMBER NAME...: the name with this number, from 0
  shift $(($1 + 1))
  echo "$1"
}

check_module() {
  if ! can_load_modules; then
    row module "the kernel cannot load modules"
    return
  fi
  file=$(module_file) || file="not installed"
  if name=$(loaded_module); then
    version=$(cat "$root/sys/module/$name/version" 2> /dev/null)
    row module "$name${version:+ $version} is loaded"
  else
    row module "${file#"$root"}, not loaded"
  fi
  if [ -e "$root/lib/modules/$release/build" ]; then row headers "/lib/modules/$release/build"; else row headers missing; fi
  if command -v dkms > /dev/null; then row dkms "$(dkms_source || echo "has no source of the module")"; else row dkms missing; fi
}

# load and unload

load_module() {
  if name=$(loaded_module); then
    echo "The module $name is loaded."
    return
  fi
  obstacle=$(obstacle_of_loading)
  [ -z "$obstacle" ] || { echo "Error: the kernel module cannot be loaded: $obstacle" >&2; return 1; }
  module_file > /dev/null || build_module || return
  name=$(basename "$(module_file || dkms_source | sed 's|/.*||')")
  name=${name%%.*}
  reason=$(modprobe "$name" 2>&1) || { refused "$reason" >&2; return 1; }
  echo "The module $name is loaded; engine.kind=kmod reads it."
}

build_module() {
  source=$(dkms_source)
  echo "Building the module $source for $release with dkms; this takes about half a minute."
  log=$(mktemp)
  if ! dkms install "$source" -k "$release" > "$log" 2>&1; then
    echo "Error: dkms cannot build $source for $release: $(tail -n 1 "$log"); the whole output is in $log" >&2
    return 1
  fi
  rm -f "$log"
}

refused() { # REASON
  case $1 in
    *"Key was rejected"*)
      echo "Error: the module $name is not signed with a key that secure boot knows; enrol the key of dkms:" \
        "mokutil --import /var/lib/dkms/mok.pub, and restart the machine"
      ;;
    *"not permitted"* | *"ermission denied"*)
      echo "Error: the module $name cannot be loaded: $1; run as root, with CAP_SYS_MODULE, on the host"
      ;;
    *) echo "Error: the module $name cannot be loaded: $1; dmesg has the details" ;;
  esac
}

unload_module() {
  if ! name=$(loaded_module); then
    echo "No module is loaded."
    return
  fi
  reason=$(modprobe -r "$name" 2>&1) || {
    case $reason in
      *"in use"*) reason="it is in use; end its readers first (Eyas, Falco, sysdig)" ;;
    esac
    echo "Error: the module $name cannot be unloaded: $reason" >&2
    return 1
  }
  echo "The module $name is unloaded."
}

# detach

# A probe that an engine left is held by a folder of the kernel, or by systemd.
detach_probes() {
  count=0
  for probe in "$root"/sys/fs/bpf/eyas/eyas-probe-*; do
    [ -d "$probe" ] || continue
    reason=$(rm -r "$probe" 2>&1) || { echo "Error: $probe cannot be removed: $reason; run as root" >&2; return 1; }
    count=$((count + 1))
  done
  held=$(systemctl show --property NFileDescriptorStore --value eyas.service 2> /dev/null)
  if [ "${held:-0}" -gt 0 ] && ! systemctl --quiet is-active eyas.service; then
    reason=$(systemctl clean --what=fdstore eyas.service 2>&1) || {
      echo "Error: systemd holds a probe of eyas.service: $reason" >&2
      return 1
    }
    count=$((count + 1))
  fi
  case $count in
    0) echo "No engine has left a probe." ;;
    *) echo "The probe is detached, and what it recorded is lost." ;;
  esac
}
