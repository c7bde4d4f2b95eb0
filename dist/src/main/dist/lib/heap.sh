# Sets HEAP_MB, the size of the heap. A file to be read with `.`, by bin/eyas. It starts no program: that would delay each start.
# 256 MB, or two fifths of the memory that the cgroup may use, if that is less: the JVM and its libraries need 100 to 150 MB more.

# A group also has the limits of the groups above it. In a container, /proc may show a path of the host, while the files of the
# container's own group are at the top.
lower_heap() { # lower_heap MOUNT_POINT PATH FILE
  folder=$1${2%/}
  while :; do
    if [ -r "$folder/$3" ]; then
      IFS= read -r bytes < "$folder/$3"
      case $bytes in
        "" | *[!0-9]*) ;; # max
        *)
          share=$((bytes / 1048576 * 2 / 5))
          [ "$share" -ge "$HEAP_MB" ] || HEAP_MB=$share
          ;;
      esac
    fi
    [ "$folder" != "$1" ] || break
    folder=${folder%/*}
  done
}

find_heap() { # find_heap [ROOT]: of the file system, for tests
  HEAP_MB=256
  [ -r "${1:-}/proc/self/cgroup" ] || return 0
  while IFS=: read -r _ controllers path; do
    case ,$controllers, in
      ,,) lower_heap "${1:-}/sys/fs/cgroup" "$path" memory.max ;;
      *,memory,*) lower_heap "${1:-}/sys/fs/cgroup/memory" "$path" memory.limit_in_bytes ;;
    esac
  done < "${1:-}/proc/self/cgroup"
  [ "$HEAP_MB" -ge 48 ] || HEAP_MB=48 # less is not enough for the rules that ship
}
