// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Opens that checks rejected lately. Programs open the same files again and again: an open with the same path, flags and mode, by a thread
// of which the same is known, is rejected again by the same plan. Then its event need not be completed, nor its path be searched for texts.
#pragma once
#include "descriptors.h"

#define REJECTIONS 256 // a power of two
#define KEPT_WORDS 16  // of the path; longer ones are not kept
#define NOT_KEPT (~0ull)

struct rejection {
  u64 plan;    // its number, which no other plan has
  u64 classes; // in which the thread may be
  u64 asked;   // flags and mode
  u32 call;
  u32 length;
  u64 words[KEPT_WORDS];
};

struct rejections {
  struct rejection at[REJECTIONS];
};

// Of sys_exit on each CPU.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct rejections);
} rejections SEC(".maps");

// Read from the record: the verifier would follow each value that it knows of them, up to the end of the program.
static __always_inline u32 kept_length(struct record *e) { return *(volatile u32 *)&e->path_length; }

static __always_inline u64 asked(struct record *e) { return *(volatile u64 *)&e->asked; }

static __always_inline u32 became(struct record *e) { return *(volatile u32 *)&e->became; }

// What kept opens are compared by, besides plan, classes, flags, mode and path.
static __always_inline u32 call_of(struct record *e) {
  return e->recipe | (u32)((s64)e->args[RET] < 0) << 16 | became(e) << 3; // the lowest bit of what a file becomes is bit 14
}

// A word of the path; 0 behind its last bytes if there are less than 8.
static __always_inline u64 kept_word(struct record *e, u32 index, u32 length) {
  u64 word = word_at(e, e->path + 8 * index);
  u32 left = length - 8 * index;
  return left < 8 ? word & ~0ull >> (64 - 8 * left) : word;
}

// Where an open like the record's is kept, NULL if it is not: the end of its path tells it apart.
static __always_inline struct rejection *rejection_of(struct record *e) {
  u32 place = e->place;
  struct rejections *kept = bpf_map_lookup_elem(&rejections, &place);
  if (!kept || kept_length(e) > 8 * KEPT_WORDS)
    return NULL;
  u64 end = e->path + kept_length(e);
  u64 hash = mix(mix(call_of(e), word_at(e, end - 8)), word_at(e, end - 16)) >> 32;
  BOUND(hash, REJECTIONS - 1);
  return &kept->at[hash];
}

// Whether an open was rejected by the plan that is equal to the record's, but perhaps for the classes of its thread. The place of the path is
// known to the compiler, and zeros stand behind it.
static __always_inline bool is_like(struct record *e, struct rejection *r, u64 plan, u32 path) {
  u32 length = kept_length(e);
  if (r->plan != plan || r->asked != e->asked || r->call != call_of(e) || r->length != length)
    return false;
  u64 differences = 0, *words = (u64 *)(e->data + path);
  for (u32 i = 0; i < KEPT_WORDS; i++) {
    if (8 * i >= length)
      break;
    differences |= words[i] ^ r->words[i];
  }
  return !differences;
}

// Keeps the record's open, which the plan rejects, in place of an earlier one.
__noinline int keep_rejection(u32 place, u64 plan) {
  struct record *e = record(place);
  struct rejection *r = e && e->asked != NOT_KEPT ? rejection_of(e) : NULL;
  if (!r)
    return 0;
  u32 length = kept_length(e);
  r->plan = plan;
  r->classes = e->classes;
  r->asked = e->asked;
  r->call = call_of(e);
  r->length = length;
  for (u32 i = 0; i < KEPT_WORDS; i++) {
    if (8 * i >= length)
      break;
    r->words[i] = kept_word(e, i, length);
  }
  return 0;
}
