// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Steps that look at open files: device, inode, layer of an overlay, path.
#pragma once
#include "plain.h"

enum { LAYER_NONE, LAYER_UPPER, LAYER_LOWER };
#define OVERLAYFS_MAGIC 0x794c7630
#define FMODE_CREATED 0x100000
#define O_CREAT 0100
#define O_TMPFILE 020200000
#define S_IFMT 0170000
#define S_IFDIR 0040000

// The numbering of stat(2): 20 bits of minor around 12 of major.
static __always_inline u32 user_dev(u32 dev) {
  u32 major = dev >> 20, minor = dev & 0xfffff;
  return (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
}

static __always_inline struct task_struct *task(void) {
  if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf))
    return (struct task_struct *)bpf_get_current_task_btf();
  return (struct task_struct *)bpf_get_current_task();
}

// A typed pointer that the current task has: a step along it costs a load, not a call. The kernel calls what bpf_get_current_task_btf returns
// trusted, and looks for each step along such a pointer through all names of its types to find out whether that is trusted, too: that took
// a fifth of the time of loading.
//
// But the first step along a trusted pointer is a plain load, where any other one is preceded by seven instructions that check the address.
// So it is taken along the trusted pointer, and what it leads to is taken for an address.
#define FIRST_POINTER(type, field)                                                                                     \
  ({                                                                                                                   \
    struct task_struct *t_ = (struct task_struct *)bpf_get_current_task_btf();                                         \
    type *first_ = t_->field;                                                                                          \
    bpf_rdonly_cast ? (type *)bpf_rdonly_cast(first_, bpf_core_type_id_kernel(type)) : first_;                         \
  })

// `returned`: by the call that ends, so that it lies in the table.
static __always_inline struct file *file_at(s32 fd, bool returned) {
  struct file *file = NULL;
  struct file **files;
  s32 most;
  if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf)) {
    struct fdtable *table = FIRST_POINTER(struct files_struct, files)->fdt;
    most = table->max_fds;
    files = table->fd;
  } else {
    struct fdtable *table = BPF_CORE_READ(task(), files, fdt);
    most = BPF_CORE_READ(table, max_fds);
    files = BPF_CORE_READ(table, fd);
  }
  if (fd < 0 || (!returned && fd >= most))
    return NULL;
  if (bpf_rdonly_cast)
    return (struct file *)WORD(&files[fd]);
  bpf_probe_read_kernel(&file, sizeof(file), &files[fd]);
  return file;
}

static __always_inline struct file *file_of(s32 fd) { return file_at(fd, false); }

static __always_inline bool is_directory(struct file *file) {
  return file && (FOLLOW(struct file, file, f_inode, i_mode) & S_IFMT) == S_IFDIR;
}

// The file that an opening call gave.
static __always_inline struct file *opened(struct record *e) {
  s64 fd = e->args[RET];
  if (!e->file && fd >= 0)
    e->file = (u64)file_of(fd);
  return (struct file *)e->file;
}

// An overlay's inode is followed in memory by the dentry of the upper layer, if the file has one there.
static __always_inline u32 layer_of(struct file *file) {
  if (FOLLOW(struct file, file, f_path.dentry, d_sb, s_magic) != OVERLAYFS_MAGIC)
    return LAYER_NONE;
  struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry), *upper = NULL;
  void *behind = (void *)BPF_CORE_READ(dentry, d_inode) + bpf_core_type_size(struct inode);
  bpf_probe_read_kernel(&upper, sizeof(upper), behind);
  return upper && BPF_CORE_READ(upper, d_inode, i_ino) ? LAYER_UPPER : LAYER_LOWER;
}

#define KNOWN_FLAGS 64

// Flags of open that were translated: programs use a handful of combinations. Flags in the upper half, their scap number,
// which is never 0, in the lower: one store, so that another CPU never sees half of it.
u64 known_flags[KNOWN_FLAGS] SEC(".bss.known_flags");

static __always_inline u32 open_flags(u32 flags, u32 range) {
  u64 place = flags ^ flags >> 6 ^ flags >> 12 ^ flags >> 18;
  BOUND(place, KNOWN_FLAGS - 1);
  u64 known = known_flags[place];
  if (known >> 32 == flags && (u32)known)
    return known;
  u32 scap = step_bits(flags, range, 0);
  known_flags[place] = (u64)flags << 32 | scap;
  return scap;
}

// What became of an opened file, as flags that open's scap numbering has for it.
static __always_inline u32 outcome(struct file *file, bool may_create) {
  u32 scap = 0;
  if (may_create && FOLLOW(struct file, file, f_mode) & FMODE_CREATED)
    scap |= 0x4000;
  u32 layer = layer_of(file);
  return scap | (layer == LAYER_UPPER ? 0x8000 : layer == LAYER_LOWER ? 0x10000 : 0);
}

// open, openat, openat2: the flags in the scap numbering, and what became of the file.
__noinline int step_open_flags(u32 place, u32 flags, u32 range) {
  struct record *e = record(place);
  u32 scap = open_flags(flags, range);
  struct file *file = e ? opened(e) : NULL;
  return file ? scap | outcome(file, true) : scap;
}

__noinline int step_layer(u32 place) {
  struct record *e = record(place);
  struct file *file = e ? opened(e) : NULL;
  return file ? layer_of(file) : 0;
}

// dev, ino.
__noinline int step_device(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct file *file = opened(e);
  put_u32(e, file ? user_dev(FOLLOW(struct file, file, f_inode, i_sb, s_dev)) : 0);
  put_u64(e, file ? FOLLOW(struct file, file, f_inode, i_ino) : 0);
  return 0;
}

static __always_inline u64 inode_of_fd(s32 fd) {
  struct file *file = fd >= 0 ? file_of(fd) : NULL;
  return file ? FOLLOW(struct file, file, f_inode, i_ino) : 0;
}

#define COMPONENTS 64

// One step of the walk of build_path. Whether the walk goes on. A function of its own: the verifier checks it once, not in every round.
__noinline int walk_up(u32 place, u64 last, u64 last_mount) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct dentry *dentry = (struct dentry *)e->dentry, *parent = BPF_CORE_READ(dentry, d_parent);
  if (e->dentry == last && e->mount == last_mount)
    return 0;
  if (e->dentry == e->root) {
    u64 offset = bpf_core_field_offset(struct mount, mnt);
    struct mount *mount = (struct mount *)(e->mount - offset), *below = BPF_CORE_READ(mount, mnt_parent);
    if (below != mount) {
      e->dentry = (u64)BPF_CORE_READ(mount, mnt_mountpoint);
      e->mount = (u64)below + offset;
      e->root = (u64)BPF_CORE_READ(below, mnt.mnt_root);
      return 1;
    }
    if (dentry == parent)
      return 0;
    e->root = 0; // a mount that is nowhere, as open_tree makes it: the path goes up to the root of its file system
  }
  if (dentry == parent) { // not below a mount's root: a memfd, a pipe
    e->rooted = !e->root;
    return 0;
  }
  u64 length = BPF_CORE_READ(dentry, d_name.len);
  BOUND(length, 255);
  if (e->walk < length + 2)
    return 0; // its end is enough
  BOUND(length, 255); // again: behind a comparison of a sum the verifier of 6.12 forgets it
  u64 to = e->walk - length;
  BOUND(to, TEMP_MASK);
  if (bpf_probe_read_kernel(e->temp + to, length, BPF_CORE_READ(dentry, d_name.name)))
    return 0;
  to -= 1;
  BOUND(to, TEMP_MASK);
  e->temp[to] = '/';
  e->walk = to;
  e->dentry = (u64)parent;
  return 1;
}

// Builds a path in temp, from its end towards its start, through mounts, up to the last root or to the one that is named: it
// begins at `walk`, and the record has the dentry where it ended. The paths are addresses, because a pointer cannot be an argument of a
// global function.
__noinline int build_path(u32 place, u64 from, u64 until) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct path *path = (struct path *)from, *end = (struct path *)until;
  u64 last = end ? (u64)BPF_CORE_READ(end, dentry) : 0, last_mount = end ? (u64)BPF_CORE_READ(end, mnt) : 0;
  e->dentry = (u64)BPF_CORE_READ(path, dentry);
  struct vfsmount *vfs = BPF_CORE_READ(path, mnt);
  e->mount = (u64)vfs;
  e->root = (u64)BPF_CORE_READ(vfs, mnt_root);
  e->walk = TEMP_MASK;
  e->temp[TEMP_MASK] = 0;
  e->rooted = true;
  for (u32 i = 0; i < COMPONENTS; i++) {
    if (!walk_up(place, last, last_mount))
      break;
  }
  return 0;
}

// Writes a path as one parameter.
static __always_inline void put_path(struct record *e, struct path *path) {
  build_path(e->place, (u64)path, 0);
  if (e->walk == TEMP_MASK) { // nothing below a root: "/", or the file's own name
    struct dentry *dentry = (struct dentry *)e->dentry;
    const unsigned char *name = BPF_CORE_READ(dentry, d_name.name);
    put_kernel_text(e, name);
    return;
  }
  u64 from = e->walk;
  BOUND(from, TEMP_MASK);
  put_kernel_text(e, e->temp + from);
}

__noinline int step_file_path(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct file *file = opened(e);
  if (file)
    put_path(e, &file->f_path);
  else
    put_empty(e);
  return 0;
}
