// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Whether the path that a call was given is a name of the file that it opened. The caller's memory is read at the end of the
// call: meanwhile another thread may have put another path there. The file itself tells: its own name and those of the
// folders above it must be the path's components. Where they are not (a symbolic link, "..", or such a thread), the real path
// goes out in front of the event, as the call's entry, for the engine to look whether both lead to the same file.
#pragma once
#include "process.h"
#include "ring.h"

#define AT_FDCWD -100
#define PROC_MAGIC 0x9fa0
#define DEPTH 24
#define SMALL_DEPTH 12
#define KNOWN_NAMES 4096 // a power of two
#define HASHED 256

// The value of a pointer, as a number: the verifier takes what is followed for a pointer, with which nothing can be computed.
#define ADDRESS(type, holder, field) WORD((u64)(holder) + bpf_core_field_offset(type, field))

// Pairs of a path and a file that the engine has found to be one: the hash of both, at the place that the hash says.
u64 known_names[KNOWN_NAMES] SEC(".bss.known_names");

#define CLAIM_MASK 0x1fff

// Of sys_exit and of io_uring on each CPU. What goes into the ring: the event of the entry with the real path; behind its end u64 hash, and the path that was given.
struct claim {
  u32 cpu, zero;
  u8 data[4 * (CLAIM_MASK + 1)];
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 2);
  __type(key, u32);
  __type(value, struct claim);
} claims SEC(".maps");

static __always_inline u8 byte_at(struct record *e, u64 place) {
  BOUND(place, DATA_MASK);
  return e->data[place];
}

static __always_inline u64 word_at(struct record *e, u64 place) {
  BOUND(place, DATA_MASK);
  return *(u64 *)(e->data + place);
}

// "self" in /proc stands for a folder whose name is a number: the caller's, as its namespace counts or as the first one does.
// The path's component ends at `at` in data; the folder is where the walk is: a pointer cannot be an argument of a global
// function.
__noinline int is_self(u32 place, u64 at) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct dentry *folder = (struct dentry *)e->dentry;
  u32 length = FOLLOW(struct dentry, folder, d_name.len);
  u64 word = at - 4;
  BOUND(word, DATA_MASK);
  if (*(u32 *)(e->data + word) != 0x666c6573 || length > 7 ||
      FOLLOW(struct dentry, folder, d_sb, s_magic) != PROC_MAGIC)
    return 0;
  u64 name = (u64)FOLLOW(struct dentry, folder, d_name.name), digits = WORD(name);
  s32 number = 0;
  for (u32 i = 0; i < 7; i++) {
    if (i < length)
      number = number * 10 + (s32)((digits >> 8 * i) & 0xff) - '0';
  }
  struct pid *own = pid_of(task(), PIDTYPE_TGID);
  return number == outer_id(own) || number == inner_id(own);
}

// Whether the name whose address stands in the record's text is what stands at that place in data.
__noinline int is_called(u32 place, u64 at, u32 length) {
  struct record *e = record(place);
  if (!e)
    return 0;
  for (u32 i = 0; i < HASHED; i += 8) {
    if (i >= length)
      break;
    u64 word = at + i;
    BOUND(word, DATA_MASK);
    u64 difference = *(u64 *)(e->data + word) ^ WORD(e->text + i);
    if (length - i < 8)
      difference <<= 64 - 8 * (length - i);
    if (difference)
      return 0;
  }
  return 1;
}

struct place {
  u64 dentry, mount;
};

// Where a path begins that is given with that directory.
static __always_inline struct place beginning(bool absolute, s32 directory) {
  if (absolute || directory == AT_FDCWD) {
    struct fs_struct *fs = bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf)
                               ? FIRST_POINTER(struct fs_struct, fs)
                               : FOLLOW(struct task_struct, task(), fs);
    return absolute ? (struct place){ADDRESS(struct fs_struct, fs, root.dentry), ADDRESS(struct fs_struct, fs, root.mnt)}
                    : (struct place){ADDRESS(struct fs_struct, fs, pwd.dentry), ADDRESS(struct fs_struct, fs, pwd.mnt)};
  }
  struct file *file = file_of(directory);
  return (struct place){ADDRESS(struct file, file, f_path.dentry), ADDRESS(struct file, file, f_path.mnt)};
}

#define MOUNT_OF(vfs) ((vfs)-bpf_core_field_offset(struct mount, mnt))

static __always_inline u8 first_of_path(struct record *e) { return byte_at(e, e->path); }

// Where a walk towards the root is, and where it ends: numbers, so that rounds are alike for the verifier.
struct walk {
  u64 dentry, mount, root, top, top_mount;
};

static __always_inline struct walk first_of_walk(struct record *e, s32 directory) {
  struct place top = beginning(first_of_path(e) == '/', directory);
  u64 mount = ADDRESS(struct file, e->file, f_path.mnt);
  e->walk = e->path_length - 1; // without its zero
  return (struct walk){ADDRESS(struct file, e->file, f_path.dentry), mount, ADDRESS(struct vfsmount, mount, mnt_root),
                       top.dentry, top.mount};
}

// Most names are short: of those, two words that may overlap are the whole name.
static __always_inline bool is_name_of(struct record *e, u64 name, u64 at, u32 length) {
  if (length <= 8) {
    u64 difference = word_at(e, at) ^ WORD(name);
    return !(difference << (64 - 8 * length));
  }
  if (length <= 16) {
    u32 last = length - 8;
    return word_at(e, at) == WORD(name) && word_at(e, at + last) == WORD(name + last);
  }
  e->text = name;
  return is_called(e->place, at, length);
}

enum comparison { DIFFERS, GOES_ON, IS_NAME };

// Compares one folder above the record's file, or the file itself, with a component of the record's path.
static __always_inline enum comparison compare_component(struct record *e, struct walk *w) {
  u64 from = e->path, end = e->walk;
  BOUND(from, DATA_MASK);
  if (end > 1 && byte_at(e, from + end - 1) == '/')
    end -= 1;
  if (w->dentry == w->top && w->mount == w->top_mount) {
    u8 first = first_of_path(e);
    return end == 0 || (end == 1 && (first == '/' || first == '.')) ? IS_NAME : DIFFERS;
  }
  if (w->dentry == w->root) {
    u64 here = MOUNT_OF(w->mount), below = ADDRESS(struct mount, here, mnt_parent);
    if (below == here)
      return DIFFERS;
    w->dentry = ADDRESS(struct mount, here, mnt_mountpoint);
    w->mount = below + bpf_core_field_offset(struct mount, mnt);
    w->root = ADDRESS(struct vfsmount, w->mount, mnt_root);
    return GOES_ON;
  }
  u32 length = FOLLOW(struct dentry, w->dentry, d_name.len);
  if (!length || length > end || !is_name_of(e, ADDRESS(struct dentry, w->dentry, d_name.name), from + end - length, length)) {
    e->dentry = w->dentry;
    if (end < 4 || !is_self(e->place, from + end))
      return DIFFERS;
    length = 4;
  }
  end -= length;
  e->walk = end;
  if (end && byte_at(e, from + end - 1) != '/')
    return DIFFERS; // only its end is alike
  w->dentry = ADDRESS(struct dentry, w->dentry, d_parent);
  return GOES_ON;
}

static __always_inline void note_walk(struct record *e, struct walk *w) {
  e->dentry = w->dentry;
  e->mount = w->mount;
  e->root = w->root;
  e->top = w->top;
  e->top_mount = w->top_mount;
}

// The same by a call: the verifier looks at it once, and not in every round. The walk stands in the record meanwhile.
__noinline int compare_next(u32 place) {
  struct record *e = record(place);
  if (!e)
    return DIFFERS;
  struct walk w = {e->dentry, e->mount, e->root, e->top, e->top_mount};
  enum comparison found = compare_component(e, &w);
  note_walk(e, &w);
  return found;
}

// Whether the record's path is a name of the record's file.
static __always_inline bool is_name(struct record *e, s32 directory) {
  if (e->path_length < 2)
    return false;
  struct walk w = first_of_walk(e, directory);
  note_walk(e, &w);
  for (u32 i = 0; i < DEPTH; i++) {
    enum comparison found = compare_next(e->place);
    if (found != GOES_ON)
      return found == IS_NAME;
  }
  return false;
}

// The same without calls, for files that are not deep below; false for others.
static __always_inline bool is_name_soon(struct record *e, s32 directory) {
  if (e->path_length < 2)
    return false;
  struct walk w = first_of_walk(e, directory);
  for (u32 i = 0; i < SMALL_DEPTH; i++) {
    enum comparison found = compare_component(e, &w);
    if (found != GOES_ON)
      return found == IS_NAME;
  }
  return false;
}

// Of the record's path and file; 0 where the path is too long.
static __always_inline u64 hash_of_name(struct record *e, s32 directory) {
  u64 from = e->path, length = e->path_length;
  if (length > HASHED)
    return 0;
  u64 hash = control.seed ^ FOLLOW(struct file, (void *)e->file, f_inode, i_ino);
  hash ^= (u64)FOLLOW(struct file, (void *)e->file, f_inode, i_sb, s_dev) << 32;
  if (byte_at(e, from) != '/')
    hash ^= (u64)FOLLOW(struct dentry, beginning(false, directory).dentry, d_inode, i_ino) << 16;
  for (u32 i = 0; i < HASHED / 8; i++) {
    if (8 * i >= length)
      break;
    u64 place = from + 8 * i;
    BOUND(place, DATA_MASK);
    u64 word = *(u64 *)(e->data + place);
    if (length - 8 * i < 8)
      word <<= 64 - 8 * (length - 8 * i);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
  return hash;
}

// The event of the entry, by what the event of the exit says besides its first parameter and the path.
static __always_inline void claim(struct record *e, u32 entry, u32 tail, u64 hash) {
  u32 cpu = e->cpu, place = e->place;
  struct claim *c = bpf_map_lookup_elem(&claims, &cpu);
  struct counters *counts = bpf_map_lookup_elem(&counters, &place);
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  struct recipe *r = recipe_of(entry);
  if (!c || !counts || !ring)
    return;
  u32 params = r->params;
  bool relative = params > tail / 4 + 1; // all that stands behind a path has 4 bytes
  u64 pos = HEADER + 2 * params, given = e->path, given_length = e->path_length;
  BOUND(pos, 127);
  BOUND(given, DATA_MASK);
  BOUND(given_length, CLAIM_MASK);
  *(u64 *)(c->data + HEADER) = 0x0004000400040004; // sizes: 4 at most behind a path
  *(u64 *)(c->data + HEADER + 8) = 0x0004000400040004;
  if (relative) {
    u64 directory = given - 8;
    BOUND(directory, DATA_MASK);
    *(u16 *)(c->data + HEADER) = 8;
    *(u64 *)(c->data + pos) = *(u64 *)(e->data + directory);
    pos += 8;
  }
  u64 walk = e->walk;
  BOUND(walk, TEMP_MASK);
  u64 length = TEMP_MASK + 1 - walk;
  BOUND(length, CLAIM_MASK);
  *(u16 *)(c->data + HEADER + (relative ? 2 : 0)) = length;
  bpf_probe_read_kernel(c->data + pos, length, e->temp + walk);
  pos += length;
  u64 behind = given + given_length;
  BOUND(behind, DATA_MASK);
  *(u64 *)(c->data + pos) = *(u64 *)(e->data + behind);
  *(u64 *)(c->data + pos + 8) = *(u64 *)(e->data + behind + 8);
  pos += tail & 15;
  u64 end = pos;
  *(u64 *)(c->data + pos) = hash;
  pos += 8;
  bpf_probe_read_kernel(c->data + pos, given_length, e->data + given);
  pos += given_length;
  c->cpu = cpu;
  header(c->data, e->thread, r, params, end);
  BOUND(pos, 4 * (CLAIM_MASK + 1) - 1);
  if (bpf_ringbuf_output(ring, &c->cpu, PREFIX + pos, wake_up(&e->unwoken, pos)))
    counts->full[r->category & (CATEGORIES - 1)]++;
}

// Builds a path below a root; 0 where it has none: a memfd, a pipe.
static __always_inline int path_below(struct record *e, struct path *path, struct path *root) {
  build_path(e->place, (u64)path, (u64)root);
  if (e->rooted && e->walk == TEMP_MASK) {
    e->walk = TEMP_MASK - 1;
    e->temp[TEMP_MASK - 1] = '/';
  }
  return e->rooted;
}

// The real path of the record's file below the caller's root.
__noinline int real_path(u32 place) {
  struct record *e = record(place);
  return e ? path_below(e, &((struct file *)e->file)->f_path, &BPF_CORE_READ(task(), fs)->root) : 0;
}

// Whether the record's path is a name of its file, or was found by the engine to lead to it. Else tells the real path. A function of its
// own: the verifier does not follow its many ends into what comes after it.
__noinline int leads_to_file(u32 place) {
  struct record *e = record(place);
  if (!e || is_name(e, e->directory))
    return 1;
  u64 hash = hash_of_name(e, e->directory);
  if (hash && known_names[hash & (KNOWN_NAMES - 1)] == hash)
    return 1;
  if (real_path(e->place))
    claim(e, e->entry, e->behind, hash);
  return 0;
}
