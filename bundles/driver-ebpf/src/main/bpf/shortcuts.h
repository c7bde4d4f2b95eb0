// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// open and openat, the calls that cost most of all that are made often, written without steps: the same bytes as their
// recipes give, for three quarters of the time. The dispatcher takes them for 64-bit calls; where a kernel rejects one, the
// recipe is run. Others were tried (close, read, write): the clock and the ring are what they cost, steps are not.
#pragma once
#include "run.h"
#include "exit.h"

#if defined(__TARGET_ARCH_x86)
#define ARG0(regs) ((regs)->di)
#define ARG1(regs) ((regs)->si)
#define ARG2(regs) ((regs)->dx)
#define ARG3(regs) ((regs)->r10)
#elif defined(__TARGET_ARCH_arm64)
#define ARG0(regs) ((regs)->orig_x0)
#define ARG1(regs) ((regs)->regs[1])
#define ARG2(regs) ((regs)->regs[2])
#define ARG3(regs) ((regs)->regs[3])
#endif

static __always_inline void size_at(struct record *e, u32 slot, u16 size) {
  *(u16 *)(e->data + HEADER + 2 * slot) = size;
}

// fd, res.
static __always_inline void close_at(u8 *data, s64 ret, s32 fd) {
  *(u32 *)(data + HEADER) = 0x00080008; // the sizes
  *(s64 *)(data + FIRST(2)) = ret;
  *(s64 *)(data + FIRST(2) + 8) = fd;
}

#define CLOSE_LENGTH (FIRST(2) + 16)

// Small enough to be written where it is found, and into a plain ring at once.
static __always_inline int close_exit(struct record *e, struct recipe *r, s64 ret, s32 fd) {
  bool removes = e->removes && ret >= 0;
  if (removes)
    disappear(fd); // before the event goes into the ring: see note_descriptors
  else if (ret >= 0)
    forget_directory(fd);
  if (!plain_mask) {
    close_at(e->data, ret, fd);
    e->args[RET] = ret;
    e->params = 2;
    e->pos = CLOSE_LENGTH;
    finish(e, r, false);
    if (ret >= 0)
      forget_directory(fd);
    if (removes && e->lost)
      appear(fd);
    return 0;
  }
  u32 cpu = e->cpu, own = e->place;
  struct counters *c = bpf_map_lookup_elem(&counters, &own);
  struct plain_ring *ring = bpf_map_lookup_elem(&plain_rings, &cpu);
  if (!c || !ring)
    return 0;
  u8 *place = enter(ring, cpu, rank_of(r, ret), CLOSE_LENGTH);
  if (place) {
    close_at(place, ret, fd);
    header(place, e->thread, r, 2, CLOSE_LENGTH);
  }
  leave(ring, place, CLOSE_LENGTH);
  if (ret >= 0)
    forget_directory(fd);
  told(e, r, c, !place, CLOSE_LENGTH);
  if (removes && !place)
    appear(fd);
  return 0;
}

struct opening {
  u64 path;
  u32 flags, mode;
  s32 directory;
  bool relative; // openat: the directory is a parameter
};

static __always_inline u64 path_at(struct record *e, u32 place, u64 path) {
  long read = path ? bpf_probe_read_user_str(e->data + place, TEXT_MAX, (void *)path) : 0;
  u64 length = read > 0 ? read : 0;
  BOUND(length, 0x1fff);
  return length;
}

enum open_result { COMPLETE, UNCHECKED, UNJUDGED, CONFIRMED, LEFT_OUT };

// Whether the path, or whether the event is needed, still has to be checked.
static __always_inline enum open_result what_is_left(struct record *e, bool relative, s64 ret) {
  if (is_judged(e) && ret < 0)
    return UNJUDGED;
  if (!e->file || !wanted(e->entry)) {
    let_pass(e); // the path of a file is judged only after it was found to be a name of that file
    return e->begins && !e->file && !is_known(e, e->directory) ? UNCHECKED : COMPLETE;
  }
  if (!(e->judged & OF_RESULT) || !is_absent(ret) || is_kept_directory(e->judged, (struct file *)e->file))
    let_pass(e);
  // Few programs still call open: theirs is looked at in one place.
  if (!relative || !is_known(e, e->directory) || !is_name_soon(e, e->directory))
    return UNCHECKED;
  return is_judged(e) ? CONFIRMED : COMPLETE;
}

static __always_inline u64 asked_by(struct opening *o) {
  return o->flags | (u64)(o->flags & (O_CREAT | O_TMPFILE) ? o->mode & 07777 : 0) << 32;
}

// The path comes first: if it suffices, with flags and mode as they are, to reject the open again, the rest is not written.
static __always_inline enum open_result open_exit(struct record *e, struct opening *o, s64 ret) {
  u32 params = o->relative ? 7 : 6, slot = o->relative ? 2 : 1;
  u32 text = FIRST(params) + 8 * slot;
  u64 length = path_at(e, text, o->path);
  struct file *file = ret >= 0 ? file_at(ret, true) : NULL;
  u8 *behind = e->data + text + length;
  *(u64 *)behind = 0;
  e->path = text;
  e->path_length = length;
  e->file = (u64)file;
  e->entry = o->relative ? RECIPE_OPENAT : RECIPE_OPEN;
  e->directory = o->relative ? o->directory : AT_FDCWD;
  e->behind = 8;
  e->bases = 0;
  e->args[RET] = ret;
  e->begins = e->directory != AT_FDCWD;
  e->asked = asked_by(o);
  enum open_result result = what_is_left(e, o->relative, ret);
  e->became = file ? outcome(file, asked(e) & (O_CREAT | O_TMPFILE)) : 0;
  if ((result == UNJUDGED || result == CONFIRMED) && is_rejected_again(e, text)) {
    if (reject_on(e->cpu, e->recipe))
      return LEFT_OUT;
    e->check = PASSES; // a sample
  }
  struct recipe *r = recipe_of(e->recipe);
  u32 range = r->steps[slot + 1].first | (u32)r->steps[slot + 1].second << 16;
  *(u32 *)behind = open_flags(asked(e), range) | became(e);
  *(u32 *)(behind + 4) = asked(e) >> 32;
  *(u32 *)(behind + 8) = file ? user_dev(FOLLOW(struct file, file, f_inode, i_sb, s_dev)) : 0;
  *(u64 *)(behind + 12) = file ? FOLLOW(struct file, file, f_inode, i_ino) : 0;
  *(s64 *)(e->data + FIRST(params)) = ret;
  size_at(e, 0, 8);
  if (o->relative) {
    *(s64 *)(e->data + FIRST(params) + 8) = o->directory;
    size_at(e, 1, 8);
  }
  size_at(e, slot, length);
  size_at(e, slot + 1, 4);
  size_at(e, slot + 2, 4);
  size_at(e, slot + 3, 4);
  size_at(e, slot + 4, 8);
  e->params = params;
  e->pos = text + length + 20;
  return result;
}

static __always_inline int end_open(void *ctx, struct record *e, enum open_result result) {
  if (result == LEFT_OUT)
    return 0;
  if (result == CONFIRMED)
    e->entry = 0;
  if (result == UNJUDGED || result == CONFIRMED)
    bpf_tail_call_static(ctx, &programs, JUDGE);
  if (result == UNCHECKED)
    bpf_tail_call_static(ctx, &programs, CHECK_NAME);
  deliver(e);
  return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(short_open, struct pt_regs *regs, long ret) {
  struct record *e = record(place_of(SYS_EXIT));
  struct opening o = {.path = ARG0(regs), .flags = ARG1(regs), .mode = ARG2(regs)};
  return e ? end_open(ctx, e, open_exit(e, &o, ret)) : 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(short_openat, struct pt_regs *regs, long ret) {
  struct record *e = record(place_of(SYS_EXIT));
  struct opening o = {
      .path = ARG1(regs), .flags = ARG2(regs), .mode = ARG3(regs), .directory = ARG0(regs), .relative = true};
  return e ? end_open(ctx, e, open_exit(e, &o, ret)) : 0;
}
