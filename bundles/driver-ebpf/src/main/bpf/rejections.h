// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Events that checks rejected lately. Programs make the same calls again and again: an event that is equal to one of these, byte by byte,
// by a thread of which the same is known, is rejected again by the same plan, and its path need not be searched for texts.
#pragma once
#include "descriptors.h"

#define REJECTIONS 256 // a power of two
#define REJECTED_WORDS 16 // of an event from its sizes on; longer ones are not kept

struct rejection {
  u64 plan; // its number, which no other plan has
  u64 classes; // in which the thread may be
  u32 recipe;
  u32 length;
  u64 event[REJECTED_WORDS];
};

struct rejections {
  struct rejection at[REJECTIONS];
};

// Of sys_exit and of io_uring on each CPU.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 2);
  __type(key, u32);
  __type(value, struct rejections);
} rejections SEC(".maps");

static __always_inline u64 word_at(struct record *e, u64 place) {
  BOUND(place, DATA_MASK);
  return *(u64 *)(e->data + place);
}

// Where an event like the record's is kept: the ends of its path, if it has one, and of itself, such as the inode, tell events apart.
static __always_inline struct rejection *rejection_of(struct record *e, struct rejections *kept) {
  u64 path = e->path_length ? word_at(e, e->path + e->path_length - 9) : 0;
  u64 ends = path ^ word_at(e, e->pos - 8) << 1;
  u64 place = mix(ends, e->recipe | (u64)e->pos << 16) >> 32;
  BOUND(place, REJECTIONS - 1);
  return &kept->at[place];
}

// Whether an equal event was rejected by the plan.
__noinline int is_rejected_again(u32 place, u64 plan) {
  struct record *e = record(place);
  struct rejections *kept = bpf_map_lookup_elem(&rejections, &place);
  if (!e || !kept)
    return 0;
  struct rejection *r = rejection_of(e, kept);
  u32 length = e->pos - HEADER;
  if (r->plan != plan || r->classes != e->classes || r->recipe != e->recipe || r->length != length)
    return 0;
  u64 differences = 0;
  for (u32 i = 0; i < REJECTED_WORDS; i++) {
    if (8 * i >= length)
      break;
    differences |= *(u64 *)(e->data + HEADER + 8 * i) ^ r->event[i];
  }
  return !differences;
}

// Keeps the record's event, which the plan rejects, in place of an earlier one.
__noinline int keep_rejection(u32 place, u64 plan) {
  struct record *e = record(place);
  struct rejections *kept = bpf_map_lookup_elem(&rejections, &place);
  if (!e || !kept || e->pos - HEADER > 8 * REJECTED_WORDS)
    return 0;
  struct rejection *r = rejection_of(e, kept);
  r->plan = plan;
  r->classes = e->classes;
  r->recipe = e->recipe;
  r->length = e->pos - HEADER;
  for (u32 i = 0; i < REJECTED_WORDS; i++)
    r->event[i] = *(u64 *)(e->data + HEADER + 8 * i);
  return 0;
}
