#!/bin/bash
# Runs a script in a copy of the file system that is thrown away. usage: unshare ... sandbox.sh FOLDER SCRIPT SHELL MARK
# FOLDER is an empty folder for the copy. To be started by unshare with mount, process, network, IPC and host name of its own.
set -eu
folder=$1 script=$2 shell=$3 mark=$4
mount -t tmpfs -o size=1g corpus "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" overlay "$folder/root"
root=$folder/root
cp "$script" "$root/root/test.$shell"
mount -t proc proc "$root/proc"
mount --bind /proc/sys "$root/proc/sys" && mount -o remount,bind,ro "$root/proc/sys"
[ ! -e "$root/proc/sysrq-trigger" ] || { : > "$folder/nothing" && mount --bind "$folder/nothing" "$root/proc/sysrq-trigger"; }
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 dev "$root/dev"
for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  IFS=: read -r name major minor <<< "$device"
  mknod -m 666 "$root/dev/$name" c "$major" "$minor"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin" && ln -s fd/1 "$root/dev/stdout" && ln -s fd/2 "$root/dev/stderr"
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs shm "$root/dev/shm"
mount -t tmpfs run "$root/run"
ip link set lo up
cd "$root"
mkdir old
pivot_root . old
umount -l /old
rmdir /old
cd /root
hostname corpus
exec env -i PATH="$PATH" HOME=/root USER=root LOGNAME=root TERM=dumb LANG=C.UTF-8 "EYAS_CORPUS=$mark" \
  setsid -w setpriv --bounding-set -sys_module,-sys_boot,-sys_time,-sys_rawio,-mknod,-audit_control,-syslog,-wake_alarm,-bpf,-perfmon \
  --inh-caps -sys_module,-sys_boot,-sys_time,-sys_rawio,-mknod "/bin/$shell" "/root/test.$shell"
