// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What is kept of a request of io_uring from its submission, when the kernel has copied its names, to its completion, which has the
// result but no names any more.
#pragma once
#include "run.h"
#include "uring_types.h"

enum operation {
  OP_ACCEPT = 13,
  OP_CONNECT = 16,
  OP_OPENAT = 18,
  OP_CLOSE = 19,
  OP_OPENAT2 = 28,
  OP_RENAMEAT = 35,
  OP_UNLINKAT = 36,
  OP_MKDIRAT = 37,
  OP_SYMLINKAT = 38,
  OP_LINKAT = 39,
  OP_SOCKET = 45,
  OP_LISTEN = 57,
};
enum { FIXED_FILE = 1, SKIPS_SUCCESS = 64 }; // of a request
enum { COOP_TASKRUN = 1 << 8, DEFER_TASKRUN = 1 << 13 }; // of a ring: results of workers come when the program makes its next call
enum { OF_CURRENT = 1, OF_OTHER }; // the process of a request is the one that completes it; or another: a worker of the kernel's
#define EINPROGRESS 115
#define O_LARGEFILE 0100000
#define PF_IO_WORKER 0x10

// Descriptors of a ring have numbers of their own, from 0 on. As a process can have several rings, the event's number also contains
// a hash of the ring. No process can have an ordinary descriptor of that number.
#define DIRECT 0x40000000u
#define SLOT_BITS 20
#define ANY_SLOT (~0u) // the kernel chooses, and the result is the slot
#define NO_NUMBER 0x7fffffff // a descriptor of which the kernel does not tell the number

#define SHORT_TEXT 160
#define ADDRESS_MAX 128
#define NO_ARGUMENT 0xff

struct request {
  u64 args[6]; // as those of the system call; of a text, its address
  u64 user_data; // the program's own number of the request: the kernel uses the memory of a request again
  u32 thread;
  u32 process;
  u32 operation;
  u32 recipe;
  u32 ring; // DIRECT, and its hash
  u32 slot; // where the new descriptor is stored, plus 1; 0: it is an ordinary one
  u32 group; // where the request is kept (uring_places.h)
  u32 turn;
  u8 text_of[2]; // the argument whose text is kept
  u8 is_long[2]; // it is in long_texts
  u8 opens; // the result is a descriptor
  u8 has_address; // in the place of the first text, for argument 1
  u8 text[2][SHORT_TEXT];
};

#define GROUPS 8
#define GROUP_PLACES 1024

// Room for all places and for the requests that are just taking one. Some requests have no completion, such as those that are linked to
// one that failed, so they stay until another one takes their place.
struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, GROUPS * GROUP_PLACES + 1024);
  __type(key, u64);
  __type(value, struct request);
} requests SEC(".maps");

struct long_text {
  u8 bytes[TEXT_MAX];
};

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 512);
  __type(key, u64); // the request's, plus 1 or 2
  __type(value, struct long_text);
} long_texts SEC(".maps");

// A request while it is put together, on each CPU.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct request);
} drafts SEC(".maps");

static __always_inline u32 number_in(u32 ring, u32 slot) { return ring | (slot & ((1 << SLOT_BITS) - 1)); }

static __always_inline bool has_long_texts(struct request *r) { return r->is_long[0] | r->is_long[1]; }

static __always_inline void forget(u64 key, bool long_texts_too) {
  for (u32 i = 1; long_texts_too && i <= 2; i++) {
    u64 text = key + i;
    bpf_map_delete_elem(&long_texts, &text);
  }
  if (key)
    bpf_map_delete_elem(&requests, &key);
}

// Copies the texts, which the kernel frees before the completion.
static __always_inline bool keep_texts(struct record *e, struct request *r, u64 key) {
  for (u32 i = 0; i < 2; i++) {
    u64 argument = r->text_of[i];
    if (argument >= 6)
      continue;
    u64 address = r->args[argument];
    r->is_long[i] = bpf_probe_read_kernel_str(r->text[i], SHORT_TEXT, (void *)address) == SHORT_TEXT;
    u64 text_key = key + 1 + i;
    if (!r->is_long[i])
      continue;
    bpf_probe_read_kernel_str(e->temp, TEXT_MAX, (void *)address);
    if (bpf_map_update_elem(&long_texts, &text_key, e->temp, 0))
      return false;
  }
  return true;
}

// Keeps a request, unless there is no room.
static __always_inline bool keep(struct record *e, struct request *r, u64 key) {
  struct request *earlier = bpf_map_lookup_elem(&requests, &key);
  if (earlier) // it had no completion, and the kernel uses its memory again
    forget(key, has_long_texts(earlier));
  if (keep_texts(e, r, key) && !bpf_map_update_elem(&requests, &key, r, 0))
    return true;
  forget(key, true);
  return false;
}

// Lets the arguments of a kept request point to its texts.
static __always_inline void point_to_texts(struct request *r, u64 key) {
  for (u32 i = 0; i < 2; i++) {
    u64 argument = r->text_of[i], text_key = key + 1 + i;
    if (argument < 6)
      r->args[argument] = r->is_long[i] ? (u64)bpf_map_lookup_elem(&long_texts, &text_key) : (u64)r->text[i];
  }
  if (r->has_address)
    r->args[1] = (u64)r->text[0];
}
