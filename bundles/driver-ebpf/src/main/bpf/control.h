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
  RECIPE_CONNECT,
  RECIPE_SIGNAL,
};
#define STEPS 19
#define ROWS 1024
#define PROGRAMS 16
#define CATEGORIES 8

struct control {
  u64 interest[SYSCALLS / 64 + 1]; // a bit for each system call; then one for each tracepoint
  u64 boot_nanos;                  // what makes time since boot time since the epoch
  u32 snaplen;
  u32 drop_failed;
  u32 own_tgid;
  u32 compare_entries; // the entries of open and openat are told at their exits, and only where the two differ
  u64 either[SYSCALLS / 64]; // a bit for each number that is of interest as a 64-bit call's or as a 32-bit call's
  u32 wake_at_once; // the engine sleeps until an event comes
  u32 reserved;
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

#define KEPT_TEXT 256

// The path that open or openat was given, as it was at the entry: until the exit of the same thread.
struct entered {
  u32 recipe; // of the entry; 0 for none
  u32 length; // with the zero
  u8 text[KEPT_TEXT];
};

struct {
  __uint(type, BPF_MAP_TYPE_TASK_STORAGE);
  __uint(map_flags, BPF_F_NO_PREALLOC);
  __type(key, int);
  __type(value, struct entered);
} entries SEC(".maps");

// What an entry left for the exit; none where the kernel cannot keep such a thing (before Linux 5.11).
static __always_inline struct entered *entered_by_this_thread(u64 flags) {
  if (!control.compare_entries || !bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_task_storage_get))
    return NULL;
  return bpf_task_storage_get(&entries, (void *)bpf_get_current_task_btf(), NULL, flags);
}

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

// The header of an event of so many bytes whose parameters are written, and its way into a ring.
static __always_inline void send(struct record *e, void *ring, struct recipe *r, struct counters *c, u64 length) {
  *(u64 *)e->data = control.boot_nanos + bpf_ktime_get_boot_ns();
  *(u64 *)(e->data + 8) = (u32)e->thread;
  *(u32 *)(e->data + 16) = length;
  *(u16 *)(e->data + 20) = r->event;
  *(u32 *)(e->data + 22) = e->params;
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
