// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The places of kept requests. The processes are divided into groups by a hash, and each group has a fixed number of places: a program
// that submits requests without end takes those of few others. A new request takes the place of the oldest one of its group. If that
// is still kept, it is reported then, without its result.
#pragma once
#include "uring_request.h"

u64 holders[GROUPS * GROUP_PLACES] SEC(".bss.holders"); // the request that took each place last
u64 turns[GROUPS] SEC(".bss.turns");

// Adds 1 and returns the number before, which two CPUs never get both. Since Linux 5.12, which clang 14 does not know: these are the
// bytes of an instruction, r2 = atomic_fetch_add((u64 *)r1, r2).
static __always_inline u64 next_number(u64 *of) {
  register u64 *at asm("r1") = of;
  register u64 added asm("r2") = 1;
  asm volatile(".byte 0xdb, 0x21, 0, 0, 1, 0, 0, 0" : "+r"(added) : "r"(at) : "memory");
  return added;
}

static __always_inline void choose_place(struct request *r) {
  u64 group = mix(control.seed, r->process) >> 61;
  BOUND(group, GROUPS - 1);
  r->group = group;
  r->turn = next_number(&turns[group]);
}

// Takes the place of a request that was just kept. Returns the one that had the place if it is still kept: it is in the draft then.
static __always_inline u64 take_place(struct request *r, u64 key) {
  u32 group = r->group, turn = r->turn;
  u64 place = group * GROUP_PLACES + (turn & (GROUP_PLACES - 1));
  BOUND(place, GROUPS * GROUP_PLACES - 1);
  u64 holder = holders[place];
  holders[place] = key;
  struct request *earlier = holder == key ? NULL : bpf_map_lookup_elem(&requests, &holder);
  if (!earlier)
    return 0;
  bpf_probe_read_kernel(r, sizeof(*r), earlier);
  bool has_place = r->group == group && !((r->turn ^ turn) & (GROUP_PLACES - 1)); // or else a later request has the same memory
  return has_place ? holder : 0;
}
