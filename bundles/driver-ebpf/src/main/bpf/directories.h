// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Whether the engine knows the directory from which a relative path starts. It follows chdir and open, but a directory can also
// be changed by a process that shares it (CLONE_FS), come through a socket, from open_tree or pidfd_getfd, or be renamed. The
// kernel knows it always: each process is told once where its relative paths start, and again whenever that changes.
//
// While the engine's tables lack opened files, it is told in the same way of files that rules may print: of calls that are about the file of
// a descriptor, and of descriptors that should be a directory's and are not, which matters only if the path does not start there.
#pragma once
#include "descriptors.h"

#define KNOWN_DIRECTORIES 16384 // a power of two

// The directory or file of which the engine was told last, for each process and descriptor: at the place that their hash says, the hash
// of what identifies it. A place that two share costs a record for each turn, no more.
u64 known_directories[KNOWN_DIRECTORIES] SEC(".bss.known_dirs");

static __always_inline u64 *known_directory(s32 directory) {
  u64 place = mix(control.seed, bpf_get_current_pid_tgid() >> 32 | (u64)(u32)directory << 32) >> 20;
  BOUND(place, KNOWN_DIRECTORIES - 1);
  return &known_directories[place];
}

#define CLOSINGS 4096 // a power of two

// How often a process closed descriptors without naming each: a directory that it had may come back with the same number, through a socket,
// and the engine has removed it. Processes that share a place report their directories more often.
u32 closings[CLOSINGS] SEC(".bss.closings");

static __always_inline u32 *closings_of_process(void) {
  u64 place = bpf_get_current_pid_tgid() >> 32;
  BOUND(place, CLOSINGS - 1);
  return &closings[place];
}

// Atomic: other threads of the process close meanwhile, and no number must come back.
static __always_inline void count_closing(void) { __sync_fetch_and_add(closings_of_process(), 1); }

// Of the directory, and of what makes it another one under the same address: a change of the current directory (the kernel
// counts them), a new name, another process with the same number.
static __always_inline u64 hash_of_directory(s32 directory) {
  struct task_struct *t = task();
  u64 hash = mix(control.seed ^ (u32)directory, FOLLOW(struct task_struct, t, group_leader, start_time));
  u64 dentry, mount;
  if (directory == AT_FDCWD) {
    u64 fs = ADDRESS(struct task_struct, t, fs);
    hash = mix(hash, fs ^ WORD(fs + bpf_core_field_offset(struct fs_struct, seq)) << 32);
    dentry = ADDRESS(struct fs_struct, fs, pwd.dentry);
    mount = ADDRESS(struct fs_struct, fs, pwd.mnt);
  } else {
    u64 file = (u64)file_of(directory);
    hash = mix(hash ^ (u64)*closings_of_process() << 32, file);
    dentry = ADDRESS(struct file, file, f_path.dentry);
    mount = ADDRESS(struct file, file, f_path.mnt);
  }
  hash = mix(mix(hash, dentry), mount);
  hash = mix(hash, ADDRESS(struct dentry, dentry, d_parent));
  return mix(hash, FOLLOW(struct dentry, dentry, d_name.hash));
}

static __always_inline bool is_relative(struct record *e) { return e->path_length > 1 && byte_at(e, e->path) != '/'; }

__noinline int is_other_file(s32 fd) {
  struct file *file = file_of(fd);
  return file && !is_directory(file);
}

// Whether a descriptor that should be a directory's is another file's, which the engine may not know.
static __always_inline bool lacks_file(s32 directory) {
  return control.lacks_files && directory >= 0 && is_other_file(directory);
}

// Whether the engine knows what the call's directory is: where the record's path starts or, if it does not start there, another file.
static __always_inline bool is_known(struct record *e, s32 directory) {
  return (!is_relative(e) && !lacks_file(directory)) || *known_directory(directory) == hash_of_directory(directory);
}

static __always_inline u32 change_of(struct recipe *r) { return r->flags >> 4; }

#define DETAILED 0x100 // beside the number of a record's bases: its event may have details (details.h)

static __always_inline void add_base(struct record *e, s32 fd) { e->base[e->bases++ & 1] = fd; }

static __always_inline u32 bases_of(struct record *e) { return e->bases & (DETAILED - 1); }

// The call may be about the file of its first argument.
static __always_inline void note_file(struct record *e) {
  if (!control.lacks_files)
    return;
  u32 change = change_of(recipe_of(e->recipe));
  if (change == SHOWN || (change == ENTERED && (s64)e->args[RET] < 0 && is_other_file(e->args[0])))
    add_base(e, e->args[0]);
}

#define ABOUT_DIRECTORY (~0ull) // instead of the hash of a name
#define ABOUT_FILE (~0ull - 1)

// Tells the path of a directory, or of the file in its place: as a claim (names.h) without another path.
__noinline int tell_file(u32 place, s32 directory) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u64 hash = hash_of_directory(directory), *known = known_directory(directory);
  if (*known == hash)
    return 0;
  struct fs_struct *fs = BPF_CORE_READ(task(), fs);
  struct file *file = directory == AT_FDCWD ? NULL : file_of(directory);
  if (!file && directory != AT_FDCWD)
    return 0;
  if (!path_below(e, file ? &file->f_path : &fs->pwd, &fs->root))
    return 0;
  u32 cpu = e->cpu;
  struct claim *c = bpf_map_lookup_elem(&claims, &place);
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  if (!c || !ring)
    return 0;
  u64 walk = e->walk;
  BOUND(walk, TEMP_MASK);
  u64 length = TEMP_MASK + 1 - walk;
  BOUND(length, CLAIM_MASK);
  u64 pos = HEADER + 2 * 4;
  *(u64 *)(c->data + HEADER) = 0x0004000400000008 | length << 16; // sizes: dirfd, name, flags, mode
  *(s64 *)(c->data + pos) = directory;
  pos += 8;
  bpf_probe_read_kernel(c->data + pos, length, e->temp + walk);
  pos += length;
  *(u64 *)(c->data + pos) = 0;
  *(u64 *)(c->data + pos + 8) = !file || is_directory(file) ? ABOUT_DIRECTORY : ABOUT_FILE;
  c->cpu = cpu;
  if (directory != AT_FDCWD)
    appear(directory); // the engine adds it
  // Another thread may close it meanwhile, and get another directory with this number: what it writes here, the sum does not make known.
  // Before the time of the report: a thread that closes it later finds this, and writes.
  u64 pending = mix(hash ^ place, e->thread);
  __sync_fetch_and_add(known, pending - *(volatile u64 *)known);
  header(c->data, e->thread, recipe_of(RECIPE_OPENAT), 4, pos + 8);
  pos += 16;
  BOUND(pos, 4 * (CLAIM_MASK + 1) - 1);
  if (!bpf_ringbuf_output(ring, &c->cpu, PREFIX + pos, wake_up(&e->unwoken, pos)))
    __sync_fetch_and_add(known, hash - pending);
  if (directory != AT_FDCWD)
    appear(directory);
  return 0;
}

// The engine may not know what gets this number, not even if it is the file that had it before: its path is reported at the next use.
// Hardly any is noted, and memory that all CPUs share should not be written by each open and close.
static __always_inline void forget_directory(s32 fd) {
  volatile u64 *known = known_directory(fd);
  if (*known)
    *known = 0;
}

// The engine's table has nothing under this number, once it has read what is sent next: not the path of a directory either.
static __always_inline void disappear(s32 fd) {
  struct absence a = absence(fd);
  *a.place = a.tag;
  forget_directory(fd);
}

// Notes what the record's event does to a descriptor. Called before and after it goes into the ring: what is added must not be absent
// then, whatever other threads note meanwhile; and what is removed must be absent before, so that a later addition counts.
__noinline int note_descriptors(u32 place, u32 after) {
  struct record *e = record(place);
  if (!e || (s64)e->args[RET] < 0)
    return 0;
  u32 change = change_of(recipe_of(e->recipe));
  s32 fd = change == CLOSED || change == ARGUMENT_ADDED ? e->args[0] : e->args[RET];
  switch (change) {
  case PAIR_ADDED:
    forget_directory(e->args[4]);
    forget_directory(e->args[5]);
    appear(e->args[4]);
    appear(e->args[5]);
    break;
  case RESULT_ADDED:
  case ARGUMENT_ADDED:
    forget_directory(fd);
    appear(fd);
    break;
  case OPENED:
  case CLOSED:
    forget_directory(fd);
    if (!e->removes) {
      if (change == OPENED && control.lacks_files)
        appear(fd);
    } else if (!after) {
      disappear(fd);
    } else if (e->lost) {
      appear(fd);
    }
    break;
  case RANGE_CLOSED:
    count_closing();
    break;
  }
  return 0;
}

// Sends the record's event, with what it does to descriptors.
static __always_inline void deliver(struct record *e) {
  struct recipe *r = recipe_of(e->recipe);
  u32 change = change_of(r);
  if (change)
    note_descriptors(e->place, false);
  finish(e, r, false);
  if (change)
    note_descriptors(e->place, true);
}
