// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Steps that need nothing but the call's arguments and the caller's memory.
#pragma once
#include "control.h"

enum {
  ONLY_SUCCESS = 1, // the step's value is its default where the call failed
  DEFAULT_ONES = 2, // the default is -1, else 0
  SIGNED = 4,       // 4 bytes become 8 with their sign
  FIRST_MATCH = 8,  // one row counts, not all that match
  INBOUND = 16,     // the other end comes first
  IN_PROGRESS = 32, // a call under way counts as success
  ONLY_ZERO = 64,   // as ONLY_SUCCESS, and a result above zero is no success
  UNSIGNED = 128,   // 4 bytes become 8 without a sign
};
#define EINPROGRESS 115

static __always_inline bool failed(struct record *e, struct step *s) {
  s64 ret = e->args[RET];
  if ((s->flags & IN_PROGRESS) && ret == -EINPROGRESS)
    return false;
  return ((s->flags & ONLY_SUCCESS) && ret < 0) || ((s->flags & ONLY_ZERO) && ret != 0);
}

static __always_inline u64 arg(struct record *e, u32 index) { return e->args[index & (ARGS - 1)]; }

// Without a branch for each row: the verifier follows both ways of every branch, in every round.
static __always_inline u64 translate(u32 value, u32 first, u32 count, bool first_match) {
  u32 scap = 0;
  for (u32 i = 0; i < 64; i++) {
    if (i >= count)
      break;
    u64 at = first + i;
    BOUND(at, ROWS - 1);
    u64 difference = (value & rows[at].mask) ^ rows[at].match;
    u32 hit = -(u32)((difference - 1) >> 63); // all ones where there is none
    scap |= rows[at].scap & hit;
    count &= ~(hit & -(u32)first_match);
  }
  return scap;
}

// A global function is verified once, whoever calls it.
__noinline int step_bits(u32 value, u32 range, u32 first_match) {
  return translate(value, range & 0xffff, range >> 16, first_match);
}

// A value of 1 to 8 bytes behind a pointer; a load writes no parameter but puts it in the place of an argument.
static __always_inline u64 peek(struct record *e, struct step *s, u64 address) {
  u64 value = 0;
  u64 size = s->size;
  u64 fallback = s->flags & DEFAULT_ONES ? -1ull : 0;
  if (failed(e, s) || !address)
    return fallback;
  if (bpf_probe_read_user(&value, size == 8 ? 8 : size == 2 ? 2 : 4, (void *)address))
    return fallback;
  return s->flags & SIGNED ? (s64)(s32)value : value;
}

static __always_inline u64 timespec(u64 address, bool compat) {
  s64 wide[2] = {};
  if (compat) {
    u32 narrow[2] = {};
    bpf_probe_read_user(narrow, sizeof(narrow), (void *)address);
    wide[0] = narrow[0];
    wide[1] = narrow[1];
  } else {
    bpf_probe_read_user(wide, sizeof(wide), (void *)address);
  }
  return wide[0] * 1000000000ull + wide[1];
}

struct iovec_ {
  u64 base, length;
};

#define VECTORS 32

// Reads the array of buffers into temp.
static __always_inline u32 vectors(struct record *e, u64 address, u64 count) {
  if (count > VECTORS)
    count = VECTORS;
  struct iovec_ *to = (struct iovec_ *)e->temp;
  if (!e->compat) {
    u64 size = count * sizeof(struct iovec_);
    BOUND(size, 1023);
    if (count == VECTORS)
      size = VECTORS * sizeof(struct iovec_);
    return bpf_probe_read_user(to, size, (void *)address) ? 0 : count;
  }
  u32 *narrow = (u32 *)(e->temp + 1024);
  u64 size = count * 8;
  BOUND(size, 511);
  if (bpf_probe_read_user(narrow, size, (void *)address))
    return 0;
  for (u32 i = 0; i < VECTORS; i++) {
    to[i].base = narrow[2 * i];
    to[i].length = narrow[2 * i + 1];
  }
  return count;
}

__noinline int step_vector_size(u32 place, u64 address, u64 count) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u32 n = vectors(e, address, count);
  struct iovec_ *v = (struct iovec_ *)e->temp;
  u32 total = 0;
  for (u32 i = 0; i < VECTORS; i++) {
    if (i >= n)
      break;
    total += v[i].length;
  }
  put_u32(e, total);
  return 0;
}

__noinline int step_vector_data(u32 place, u64 address, u64 count, u64 most) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u32 n = most ? vectors(e, address, count) : 0;
  struct iovec_ *v = (struct iovec_ *)e->temp;
  u64 done = 0;
  for (u32 i = 0; i < VECTORS; i++) {
    if (i >= n || done >= most)
      break;
    u64 length = v[i].length;
    if (length > most - done)
      length = most - done;
    BOUND(length, DATA_MASK);
    u64 to = e->pos + done;
    BOUND(to, DATA_MASK);
    if (bpf_probe_read_user(e->data + to, length, (void *)v[i].base))
      break;
    done += length;
  }
  wrote(e, done);
  return 0;
}

#define POLLED 16

__noinline int step_polled(u32 place, u64 address, u32 count, u32 range) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct polled {
    s32 fd;
    s16 events, revents;
  } *fds = (struct polled *)e->temp;
  if (count > POLLED)
    count = POLLED;
  u64 size = count * sizeof(struct polled);
  BOUND(size, 255);
  if (bpf_probe_read_user(fds, size, (void *)address))
    count = 0;
  u64 to = e->pos;
  BOUND(to, DATA_MASK);
  *(u16 *)(e->data + to) = count;
  u32 length = 2;
  for (u32 i = 0; i < POLLED; i++) {
    if (i >= count)
      break;
    to = e->pos + length;
    BOUND(to, DATA_MASK);
    *(s64 *)(e->data + to) = fds[i].fd;
    *(u16 *)(e->data + to + 8) = step_bits(fds[i].revents, range, 0);
    length += 10;
  }
  wrote(e, length);
  return 0;
}

#define PTRACE_POINTER 0
#define PTRACE_SIGNAL 1

// What ptrace read or was given: the word read, the signal sent on, or the plain argument.
static __always_inline void put_ptrace_data(struct record *e, u64 request, u64 value) {
  bool ok = (s64)e->args[RET] >= 0;
  bool signal = request == 7 || request == 9 || request == 17 || request == 24; // CONT, SINGLESTEP, DETACH, SYSCALL
  u8 *to = at(e);
  if (ok && signal) {
    to[0] = PTRACE_SIGNAL;
    to[1] = value;
    wrote(e, 2);
    return;
  }
  u64 word = ok ? value : 0;
  if (ok && request >= 1 && request <= 3) { // PEEKTEXT, PEEKDATA, PEEKUSR
    word = 0;
    bpf_probe_read_user(&word, sizeof(word), (void *)value);
  }
  to[0] = PTRACE_POINTER;
  *(u64 *)(to + 1) = word;
  wrote(e, 9);
}

static __always_inline void put_ptrace_address(struct record *e, u64 value) {
  u8 *to = at(e);
  to[0] = PTRACE_POINTER;
  *(u64 *)(to + 1) = (s64)e->args[RET] < 0 ? 0 : value;
  wrote(e, 9);
}

enum { PR_SET_NAME = 15, PR_GET_NAME = 16, PR_GET_CHILD_SUBREAPER = 37 };

static __always_inline void put_prctl(struct record *e) {
  u32 option = e->args[0];
  u64 value = e->args[1];
  if (option == PR_SET_NAME || option == PR_GET_NAME) {
    put_user_text(e, value);
    put_u64(e, 0);
    return;
  }
  put_empty(e);
  if (option == PR_GET_CHILD_SUBREAPER) {
    s32 is = 0;
    bpf_probe_read_user(&is, sizeof(is), (void *)value);
    value = (s64)is;
  }
  put_u64(e, value);
}

enum { KEYCTL_UNUSED, KEYCTL_NUMBER, KEYCTL_TEXT };

// An argument of keyctl as a dynamic value: 0 and a number, or 1 and a text.
__noinline int step_keyctl(u32 place, u64 value, u32 use) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u8 *to = at(e);
  to[0] = use == KEYCTL_TEXT;
  if (use != KEYCTL_TEXT) {
    *(u64 *)(to + 1) = use == KEYCTL_NUMBER ? value : 0;
    wrote(e, 9);
    return 0;
  }
  long length = value ? bpf_probe_read_user_str(to + 1, TEXT_MAX, (void *)value) : 0;
  wrote(e, 1 + (length > 0 ? length : 0));
  return 0;
}

// A message's header: address, buffers and control data take the place of arguments 2 to 5 and of the number.
__noinline int step_header(u32 place, u64 address) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct {
    u64 name, name_length, vectors, vector_count, control, control_length;
  } h = {};
  if (e->compat) {
    u32 narrow[6] = {};
    bpf_probe_read_user(narrow, sizeof(narrow), (void *)address);
    h.name = narrow[0];
    h.vectors = narrow[2];
    h.vector_count = narrow[3];
    h.control = narrow[4];
    h.control_length = narrow[5];
  } else {
    bpf_probe_read_user(&h, sizeof(h), (void *)address);
  }
  e->args[2] = h.name;
  e->args[3] = h.vectors;
  e->args[4] = h.vector_count;
  e->args[5] = h.control;
  e->args[NR] = h.control_length;
  return 0;
}

#define SETVAL 16
#define SEMBUF 6

// semop's second operation, if there is one, takes the place of argument 4.
static __always_inline void second_operation(struct record *e) {
  u32 count = e->args[2];
  e->args[4] = count > 1 ? e->args[1] + SEMBUF : 0;
  if (!count)
    e->args[1] = 0;
}

enum { FSCONFIG_SET_STRING = 1, FSCONFIG_SET_BINARY = 2, FSCONFIG_SET_PATH_EMPTY = 4 };

static __always_inline void put_fsconfig(struct record *e) {
  u32 command = e->args[1];
  bool ok = (s64)e->args[RET] >= 0;
  bool binary = ok && command == FSCONFIG_SET_BINARY;
  bool text = ok && !binary && command >= FSCONFIG_SET_STRING && command <= FSCONFIG_SET_PATH_EMPTY;
  put_user_bytes(e, binary ? e->args[3] : 0, (u32)e->args[4]);
  put_user_text(e, text ? e->args[3] : 0);
}

enum { QUOTA_ON = 1, QUOTA_GET_FORMAT = 4, QUOTA_INFO = 8 | 16, QUOTA_LIMITS = 32 | 64, QUOTA_WITH_ID = 32 | 64 | 0x400 | 0x800 };

static __always_inline u8 quota_format(u32 format) { return format == 1 || format == 2 || format == 4 ? format << 1 : 1; }

// Where the bit is set, the value: the kernel leaves what it does not know as it was.
static __always_inline void put_valid(struct record *e, u32 valid, u32 bit, u64 value) { put_u64(e, valid & bit ? value : 0); }

// quotafilepath, limits and times, dqi_*, quota_fmt_out, cmd, type, id, quota_fmt. `use` is the command in the scap numbering.
__noinline int step_quotactl(u32 place, u64 command, u32 use) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u64 address = e->args[3];
  struct {
    u64 block_hard, block_soft, space, inode_hard, inode_soft, inodes, block_time, inode_time;
    u32 valid, unused;
  } limits = {};
  struct {
    u64 block_grace, inode_grace;
    u32 flags, valid;
  } info = {};
  u32 format = 0;
  if (use & QUOTA_LIMITS)
    bpf_probe_read_user(&limits, sizeof(limits), (void *)address);
  if (use & QUOTA_INFO)
    bpf_probe_read_user(&info, sizeof(info), (void *)address);
  if (use & QUOTA_GET_FORMAT)
    bpf_probe_read_user(&format, sizeof(format), (void *)address);
  put_user_text(e, use & QUOTA_ON ? address : 0);
  put_valid(e, limits.valid, 1, limits.block_hard);
  put_valid(e, limits.valid, 1, limits.block_soft);
  put_valid(e, limits.valid, 2, limits.space);
  put_valid(e, limits.valid, 4, limits.inode_hard);
  put_valid(e, limits.valid, 4, limits.inode_soft);
  put_valid(e, limits.valid, 16, limits.block_time);
  put_valid(e, limits.valid, 32, limits.inode_time);
  put_valid(e, info.valid, 1, info.block_grace);
  put_valid(e, info.valid, 2, info.inode_grace);
  put_u8(e, info.valid & 4 ? info.flags : 0);
  put_u8(e, quota_format(format));
  put_u16(e, use);
  put_u8(e, (command & 0xff) < 2 ? (command & 0xff) + 1 : 0);
  put_u32(e, use & QUOTA_WITH_ID ? e->args[2] : 0);
  put_u8(e, use & QUOTA_ON ? quota_format(e->args[2]) : 1);
  return 0;
}
