// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What a few rare calls do to files, besides the parameters that their events have: which file gets another name, or a mount, an attribute,
// an end. It goes behind the event, in the same record of the ring of claims, so that neither is lost or read without the other
// (DetailReader repeats the layout): u64 WITH_DETAILS, then items, each with u16 item, u16 length and so many bytes.
//
// Where the call names a file by a descriptor, or made one, the path is the kernel's. Otherwise it is the call's text with the real path of the
// directory from which it starts.
#pragma once
#include "run.h"

#define WITH_DETAILS (~0ull - 2) // instead of the hash of a name
#define ROOT_DIRECTORY -101      // beside AT_FDCWD: the root of the thread

enum item {
  CHANGED = 1, // paths: written, or with another file than before
  ALIASED,     // got another name
  ATTRIBUTED,  // got an attribute
  ATTRIBUTE,   // the attribute's name
  OPTIONS,     // of a mount, where paths may stand
  BASE,        // of the item before, which is relative
  INODE_FLAGS, // u32
  MTIME,       // of the last change that the file shall have: s64 seconds
};
#define OPTIONAL 16 // beside an item: not if the call's path is empty

#define S_APPEND 4
#define S_IMMUTABLE 8

// The commands of ioctl that set flags of a file, those for 32-bit programs too.
static __always_inline bool sets_flags(u32 command) {
  return command == 0x40086602 || command == 0x40046602 || command == 0x401c5820;
}

static __always_inline u8 *detail_at(struct record *e) {
  u64 place = e->details;
  BOUND(place, DATA_MASK);
  return e->data + place;
}

// An item of so many bytes has been written four bytes behind the current place.
static __always_inline void add_detail(struct record *e, u32 item, u32 length) {
  u8 *to = detail_at(e);
  *(u16 *)to = item;
  *(u16 *)(to + 2) = length;
  e->details += 4 + length;
}

// The real path of a directory, or of a descriptor's file.
__noinline int add_path(u32 place, s32 fd, u32 item) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct fs_struct *fs = BPF_CORE_READ(task(), fs);
  struct file *file = fd == AT_FDCWD || fd == ROOT_DIRECTORY ? NULL : file_of(fd);
  if (!file && fd != AT_FDCWD && fd != ROOT_DIRECTORY)
    return 0;
  // That of the root is the one in the mount namespace.
  if (!path_below(e, file ? &file->f_path : fd == AT_FDCWD ? &fs->pwd : &fs->root, fd == ROOT_DIRECTORY ? NULL : &fs->root))
    return 0;
  u64 walk = e->walk;
  BOUND(walk, TEMP_MASK);
  u64 length = TEMP_MASK - walk; // without its zero
  BOUND(length, TEMP_MASK);
  bpf_probe_read_kernel(detail_at(e) + 4, length, e->temp + walk);
  add_detail(e, item, length);
  return 0;
}

static __always_inline u32 add_text(struct record *e, u64 address, u32 item) {
  long length = address ? bpf_probe_read_user_str(detail_at(e) + 4, TEXT_MAX, (void *)address) : 0;
  if (length <= 1)
    return 0;
  add_detail(e, item, length - 1);
  return length - 1;
}

// A path that the call was given, and where it starts. An empty one stands for the descriptor.
static __always_inline void add_given(struct record *e, s32 directory, u64 address, u32 item) {
  u64 first = e->details + 4;
  if (add_text(e, address, item & (OPTIONAL - 1))) {
    if (byte_at(e, first) != '/')
      add_path(e->place, directory, BASE);
  } else if (!(item & OPTIONAL) && directory != AT_FDCWD) {
    add_path(e->place, directory, item);
  }
}

static __always_inline bool is_empty_text(u64 address) {
  u8 first = 0;
  if (address)
    bpf_probe_read_user(&first, 1, (void *)address);
  return !first;
}

static __always_inline void add_flags(struct record *e, u32 flags) {
  *(u32 *)(detail_at(e) + 4) = flags & (S_APPEND | S_IMMUTABLE);
  add_detail(e, INODE_FLAGS, 4);
}

// Those that the file of a descriptor has after the call.
static __always_inline u32 flags_of(s32 fd) {
  struct file *file = file_of(fd);
  return file ? FOLLOW(struct file, file, f_inode, i_flags) : 0;
}

#define XFLAG_IMMUTABLE 8
#define XFLAG_APPEND 16

static __always_inline u32 wanted_flags(u64 address) {
  u64 flags = 0;
  bpf_probe_read_user(&flags, sizeof(flags), (void *)address);
  return (flags & XFLAG_IMMUTABLE ? S_IMMUTABLE : 0) | (flags & XFLAG_APPEND ? S_APPEND : 0);
}

enum { TIMESPECS, TIMEVALS, SECONDS }; // two times, as pairs with a fraction or as seconds alone; the second is the file's mtime
#define UTIME_NOW 0x3fffffff
#define UTIME_OMIT 0x3ffffffe

// Whether a time was chosen: without an address it is the present.
__noinline int add_mtime(u32 place, u64 address, u32 format) {
  struct record *e = record(place);
  if (!e || !address)
    return 0;
  u64 word = e->compat ? 4 : 8, at = address + (format == SECONDS ? word : 2 * word);
  s64 seconds = 0;
  u64 fraction = 0;
  if (e->compat) {
    s32 narrow = 0;
    bpf_probe_read_user(&narrow, sizeof(narrow), (void *)at);
    bpf_probe_read_user(&fraction, 4, (void *)(at + 4));
    seconds = narrow;
  } else {
    bpf_probe_read_user(&seconds, sizeof(seconds), (void *)at);
    bpf_probe_read_user(&fraction, sizeof(fraction), (void *)(at + 8));
  }
  if (format == TIMESPECS && (fraction == UTIME_NOW || fraction == UTIME_OMIT))
    return 0;
  *(s64 *)(detail_at(e) + 4) = seconds;
  add_detail(e, MTIME, sizeof(seconds));
  return 1;
}

// Whether there can be more of them.
__noinline int detail_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  switch (s->kind) {
  case KIND_ONLY: // all ones stand for all bits of the argument
    return (value & (s->first == 0xffff ? ~0ull : s->first)) == s->second;
  case KIND_GIVEN: // arg: the directory, RET for the current one; first: the text
    add_given(e, s->arg == RET ? AT_FDCWD : value, arg(e, s->first), s->second);
    break;
  case KIND_REAL: // first: the text that must be empty, or RET
    if (s->first == RET || is_empty_text(arg(e, s->first)))
      add_path(place, value, s->second);
    break;
  case KIND_NEW_ROOT:
    add_path(place, ROOT_DIRECTORY, ALIASED);
    break;
  case KIND_ATTRIBUTE:
    add_text(e, value, ATTRIBUTE);
    break;
  case KIND_OPTIONS:
    if (add_text(e, value, OPTIONS))
      add_path(place, AT_FDCWD, BASE);
    break;
  case KIND_MTIME: // first: the format
    return add_mtime(place, value, s->first);
  case KIND_XFLAGS: // those of file_setattr, at an address
    add_flags(e, wanted_flags(value));
    break;
  case KIND_INODE_FLAGS: // of the descriptor, if the command sets them
    if (!sets_flags(e->args[1]))
      return 0;
    add_path(place, value, ATTRIBUTED);
    add_flags(e, flags_of(value));
    break;
  }
  return 1;
}

// Beside plain rings there is one for all CPUs, with a crowd of its own.
static __always_inline u32 crowd_of_details(struct record *e) { return plain_mask ? cpus + 1 : e->cpu; }

// Sends the record's event with its details, and counts it.
__noinline int send_details(u32 place) {
  struct record *e = record(place);
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  if (!e || !c)
    return 0;
  u32 cpu = e->cpu;
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  struct recipe *r = recipe_of(e->recipe);
  u64 end = e->details, length = e->pos;
  if (!ring)
    return 0;
  if (end > DATA_MASK) {
    c->too_large++;
    return 0;
  }
  BOUND(end, DATA_MASK);
  bool full = !has_room_in(ring, crowd_of_details(e), rank_of(r, e->args[RET]), PREFIX + end);
  if (!full) {
    keep_cpu();
    header(e->data, e->thread, r, e->params, length);
    full = bpf_ringbuf_output(ring, &e->cpu, PREFIX + end, wake_up(&e->unwoken, end)) != 0;
    give_cpu();
  }
  count(c, r, full);
  return 1;
}

// Ends an event that has details. None of these calls changes a descriptor of which the probe takes notes.
static __always_inline void finish_with_details(struct record *e) {
  bool changes = changes_thread(e->recipe, e->args[RET]);
  bool relatives = changes && begin_change(e->recipe);
  send_details(e->place);
  if (changes)
    end_change(e->thread, relatives);
}

// Whether the record's event has details, which are written then.
static __always_inline bool write_details(struct record *e) {
  struct recipe *r = recipe_of(e->recipe);
  u64 from = e->pos;
  if (from > DATA_MASK)
    return false;
  BOUND(from, DATA_MASK);
  *(u64 *)(e->data + from) = WITH_DETAILS;
  e->details = from + 8;
  for (u32 i = 0; i < STEPS; i++) {
    if (i >= r->count)
      break;
    if (r->steps[i].kind >= KIND_ONLY && !detail_step(e->place, i))
      break;
  }
  return e->details > from + 8;
}
