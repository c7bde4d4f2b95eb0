// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What the engine and the probe share: settings, recipes, rings, counters. All of it is memory that the engine maps; the
// offsets are repeated in ControlMemory and RecipeMemory.
#pragma once
#include "record.h"

#define SYSCALLS 512
#define RECIPES 1024 // a power of two: an index is bounded by a mask
enum {
  RECIPE_EXEC = 512,
  RECIPE_EXIT,
  RECIPE_OPEN,
  RECIPE_OPENAT,
  RECIPE_OPENAT2,
  RECIPE_CREAT,
  RECIPE_SIGNAL,
  RECIPE_SWITCH,
  RECIPE_PAGE_FAULT,
};
#define STEPS 19
#define ROWS 1024
#define PROGRAMS 16
enum { RUN_PLAIN = 0, CHECK_NAME = 6, SHORT_OPEN = 9, SHORT_OPENAT, SHORT_CLOSE }; // places in the program array
#define CATEGORIES 8

struct control {
  u64 interest[SYSCALLS / 64 + 1]; // a bit for each system call; then one for each tracepoint
  u64 boot_nanos;                  // what makes time since boot time since the epoch
  u32 snaplen;
  u32 drop_failed;
  u32 own_tgid;
  u32 wake_at_once;          // the engine sleeps until an event comes
  u64 either[SYSCALLS / 64]; // a bit for each number that is of interest as a 64-bit call's or as a 32-bit call's
  u64 seed; // of the hashes of names
  u16 compat[SYSCALLS]; // the number of a 32-bit call as a 64-bit one, 0xffff where there is none
  struct {
    u16 nr, arguments;
  } socketcall[32]; // the same for the calls behind the one number that old 32-bit programs have for all of sockets
};

// One step writes one parameter or a few that belong together.
struct step {
  u8 kind;
  u8 arg;
  u8 size;
  u8 flags;
  u16 first;
  u16 second;
};

struct recipe {
  u16 event;
  u8 program;
  u8 category;
  u8 count;  // steps
  u8 params; // that they write together
  u8 only_failed; // a success is told by a tracepoint
  u8 shortcut;    // the place of a program that writes the same event without steps, 0 for none
  struct step steps[STEPS];
};

// A number of the kernel's in the scap numbering: where (value & mask) == match, `scap` is added.
struct row {
  u32 mask, match, scap;
};

struct control control SEC(".bss.control");
struct recipe recipes[RECIPES] SEC(".bss.recipes");
struct row rows[ROWS] SEC(".bss.rows");

struct counters {
  u64 events;
  u64 too_large;
  u64 missing; // a program that should handle the call is not loaded
  u64 reserved;
  u64 full[CATEGORIES];
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct counters);
} counters SEC(".maps");

struct ring {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
};

// Which CPU writes into which ring; filled by the loader.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
  __uint(max_entries, 1);
  __type(key, u32);
  __array(values, struct ring);
} rings SEC(".maps");

// Clone, exec and exit have a ring of their own: a flood of other events must not cost the process table.
struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} life SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
  __uint(max_entries, PROGRAMS);
  __uint(key_size, 4);
  __uint(value_size, 4);
} programs SEC(".maps");

static __always_inline struct recipe *recipe_of(u32 index) {
  u64 i = index;
  BOUND(i, RECIPES - 1);
  return &recipes[i];
}

static __always_inline bool wanted(u32 index) {
  u64 word = index >> 6;
  BOUND(word, 15);
  return word <= SYSCALLS / 64 && (control.interest[word] >> (index & 63)) & 1;
}

// The engine sleeps a few milliseconds between two looks at the rings. It is woken earlier only where one fills quickly, or
// where nothing came for so long that it asked for that: a wake-up for each event costs more than the event.
#define WAKE_AFTER 65536

static __always_inline u64 wake_up(struct record *e, u32 length) {
  e->unwoken += length;
  if (e->unwoken < WAKE_AFTER && !control.wake_at_once)
    return BPF_RB_NO_WAKEUP;
  e->unwoken = 0;
  control.wake_at_once = 0;
  return BPF_RB_FORCE_WAKEUP;
}

// The header of an event of so many bytes.
static __always_inline void header(u8 *data, u32 thread, struct recipe *r, u32 params, u64 length) {
  *(u64 *)data = control.boot_nanos + bpf_ktime_get_boot_ns();
  *(u64 *)(data + 8) = thread;
  *(u32 *)(data + 16) = length;
  *(u16 *)(data + 20) = r->event;
  *(u32 *)(data + 22) = params;
}

// The way of an event of so many bytes, whose parameters are written, into a ring.
static __always_inline void send(struct record *e, void *ring, struct recipe *r, struct counters *c, u64 length) {
  header(e->data, e->thread, r, e->params, length);
  if (bpf_ringbuf_output(ring, &e->cpu, PREFIX + length, wake_up(e, length)))
    c->full[r->category & (CATEGORIES - 1)]++;
  else
    c->events++;
}

static __always_inline void submit(struct record *e, void *ring, struct recipe *r, struct counters *c) {
  u64 length = e->pos;
  if (length > DATA_MASK) {
    c->too_large++;
    return;
  }
  BOUND(length, DATA_MASK);
  send(e, ring, r, c, length);
}

static __always_inline void finish(struct record *e, struct recipe *r, bool of_life) {
  u32 cpu = e->cpu;
  struct counters *c = bpf_map_lookup_elem(&counters, &cpu);
  if (!c)
    return;
  if (of_life) {
    submit(e, &life, r, c);
    return;
  }
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  if (ring)
    submit(e, ring, r, c);
}
