// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Steps about the file that the current process runs: its path, its times, who may write it.
#pragma once
#include "process.h"

static __always_inline bool in_groups(const struct cred *cred, u32 wanted_gid) {
  struct group_info *groups = BPF_CORE_READ(cred, group_info);
  u32 low = 0, high = BPF_CORE_READ(groups, ngroups);
  for (u32 i = 0; i < 16 && low < high; i++) {
    u32 middle = (low + high) / 2, gid = 0;
    bpf_probe_read_kernel(&gid, sizeof(gid), &groups->gid[middle].val);
    if (gid == wanted_gid)
      return true;
    if (gid < wanted_gid)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static __always_inline bool is_mapped(struct uid_gid_map *map, u32 id) {
  u32 extents = BPF_CORE_READ(map, nr_extents);
  for (u32 i = 0; i < 5; i++) {
    if (i >= extents)
      return false;
    struct uid_gid_extent *extent = &map->extent[i];
    u32 first = BPF_CORE_READ(extent, lower_first), count = BPF_CORE_READ(extent, count);
    if (id >= first && id - first < count)
      return true;
  }
  return false;
}

#define SB_RDONLY 1
#define S_IMMUTABLE 8
#define MAY_WRITE 2
#define CAP_DAC_OVERRIDE 1
#define CAP_FOWNER 3

// Whether the process could write to the file it runs from.
__noinline int exe_writable(void) {
  struct task_struct *t = task();
  struct inode *inode = BPF_CORE_READ(t, mm, exe_file, f_inode);
  const struct cred *cred = BPF_CORE_READ(t, cred);
  if ((BPF_CORE_READ(inode, i_sb, s_flags) & SB_RDONLY) || (BPF_CORE_READ(inode, i_flags) & S_IMMUTABLE))
    return 0;
  u32 uid = BPF_CORE_READ(inode, i_uid.val), gid = BPF_CORE_READ(inode, i_gid.val);
  if (uid == -1u || gid == -1u)
    return 0;
  if (BPF_CORE_READ(cred, fsuid.val) == uid)
    return 1; // the owner can change the mode
  u32 mode = BPF_CORE_READ(inode, i_mode);
  if (BPF_CORE_READ(cred, fsgid.val) == gid || in_groups(cred, gid))
    mode >>= 3;
  if (mode & MAY_WRITE)
    return 1;
  struct user_namespace *ns = BPF_CORE_READ(cred, user_ns);
  u64 caps = capabilities(&cred->cap_effective);
  bool uid_mapped = is_mapped(&ns->uid_map, uid), gid_mapped = is_mapped(&ns->gid_map, gid);
  return ((caps >> CAP_DAC_OVERRIDE & 1) && uid_mapped && gid_mapped) || ((caps >> CAP_FOWNER & 1) && uid_mapped);
}

static __always_inline bool from_memfd(struct file *file) {
  struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry);
  if (BPF_CORE_READ(dentry, d_parent) != dentry)
    return false;
  char name[8] = {};
  bpf_probe_read_kernel_str(name, 7, BPF_CORE_READ(dentry, d_name.name));
  return name[0] == 'm' && name[1] == 'e' && name[2] == 'm' && name[3] == 'f' && name[4] == 'd' && name[5] == ':';
}

__noinline int step_exe_flags(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct file *file = BPF_CORE_READ(task(), mm, exe_file);
  u32 layer = layer_of(file);
  u32 flags = exe_writable() ? 1 : 0;
  flags |= layer == LAYER_UPPER ? 2 : layer == LAYER_LOWER ? 8 : 0;
  flags |= from_memfd(file) ? 4 : 0;
  put_u32(e, flags);
  return 0;
}

static __always_inline u64 nanos(struct timespec64 *time) {
  s64 seconds = BPF_CORE_READ(time, tv_sec);
  return seconds < 0 ? 0 : seconds * 1000000000ull + BPF_CORE_READ(time, tv_nsec);
}

static __always_inline u64 ctime_of(struct inode *inode) {
  struct inode___v6_6 *older = (void *)inode;
  struct inode___v6_11 *newer = (void *)inode;
  if (bpf_core_field_exists(inode->i_ctime))
    return nanos(&inode->i_ctime);
  if (bpf_core_field_exists(older->__i_ctime))
    return nanos(&older->__i_ctime);
  // From 6.13 on the top bit of the nanoseconds says that someone has looked at them.
  return BPF_CORE_READ(newer, i_ctime_sec) * 1000000000ull + (BPF_CORE_READ(newer, i_ctime_nsec) & 0x7fffffff);
}

static __always_inline u64 mtime_of(struct inode *inode) {
  struct inode___v6_6 *older = (void *)inode;
  struct inode___v6_11 *newer = (void *)inode;
  if (bpf_core_field_exists(inode->i_mtime))
    return nanos(&inode->i_mtime);
  if (bpf_core_field_exists(older->__i_mtime))
    return nanos(&older->__i_mtime);
  return BPF_CORE_READ(newer, i_mtime_sec) * 1000000000ull + BPF_CORE_READ(newer, i_mtime_nsec);
}

// exe_ino, exe_ino_ctime, exe_ino_mtime.
__noinline int step_exe_inode(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct inode *inode = BPF_CORE_READ(task(), mm, exe_file, f_inode);
  put_u64(e, BPF_CORE_READ(inode, i_ino));
  put_u64(e, ctime_of(inode));
  put_u64(e, mtime_of(inode));
  return 0;
}

__noinline int step_exe_path(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct file *file = BPF_CORE_READ(task(), mm, exe_file);
  if (file)
    put_path(e, &file->f_path);
  else
    put_empty(e);
  return 0;
}
