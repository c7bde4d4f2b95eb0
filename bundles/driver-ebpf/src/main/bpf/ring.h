// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The way of an event into a ring, and when the engine is woken.
#pragma once
#include "crowd.h"
#include "threads.h"

struct ring {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
};

// Which CPU writes into which ring; filled by the loader. Where there are plain rings, one for all: for events that may come
// in the middle of another one (aside.h), for claims (names.h), and for waking the engine.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
  __uint(max_entries, 1);
  __type(key, u32);
  __array(values, struct ring);
} rings SEC(".maps");

// Clone, exec and exit have a ring of their own: a flood of other events must not cost the process table. Those that failed are like
// other events: they are cheap to make.
struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} life SEC(".maps");

#define PLAIN_DATA 4096 // a page: each CPU's ring is mapped for itself

// A ring in plain memory that one CPU's sys_exit writes: no lock, no call into the kernel.
struct plain_ring {
  u64 written; // bytes since the beginning: the CPU's
  u8 apart[56];
  u64 read; // the engine's
  u8 rest[PLAIN_DATA - 72];
  u8 data[]; // plain_mask + 1 bytes, and room for an event that begins in the last of them
};

// The loader sets the number of CPUs and what a ring takes.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, 1);
  __uint(key_size, 4);
  __uint(value_size, PLAIN_DATA);
} plain_rings SEC(".maps");

// Bytes of a plain ring less one; 0 where the rings are the kernel's. Set before the probe is loaded: for the verifier it is a
// constant, and what it excludes is left out.
const volatile u64 plain_mask SEC(".rodata.rings") = 0;

// The engine sleeps a millisecond between two looks at the rings. It is woken earlier only where one fills quickly, or where
// nothing came for so long that it asked for that: a wake-up for each event costs more than the event.
#define WAKE_AFTER (plain_mask ? (plain_mask + 1) / 8 : 65536)

static __always_inline u64 wake_up(u32 *unwoken, u32 length) {
  *unwoken += length;
  if (*unwoken < WAKE_AFTER && !control.wake_at_once)
    return BPF_RB_NO_WAKEUP;
  *unwoken = 0;
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

// Where the engine has not come back, its probe must cost nothing. The clock is read only where an event finds no room: as long as
// there is room, the engine that comes back gets the event.
__noinline int note_unread(void) {
  u64 until = control.read_until;
  if (!until || control.silent_since)
    return 0;
  u64 now = bpf_ktime_get_boot_ns();
  if (now > until)
    control.silent_since = now;
  return 0;
}

static __always_inline void count(struct counters *c, struct recipe *r, bool full) {
  if (full)
    c->full[r->category & (CATEGORIES - 1)]++;
  else
    c->events++;
}

// Since Linux 6.10. Before, and up to 6.18, a program keeps its CPU anyway.
extern void bpf_preempt_disable(void) __ksym __weak;
extern void bpf_preempt_enable(void) __ksym __weak;

// The CPU is kept while an event's time is taken and it goes into a ring: it must not wait for its thread's next turn, while the
// engine goes on with later ones.
static __always_inline void keep_cpu(void) {
  if (bpf_preempt_disable)
    bpf_preempt_disable();
}

static __always_inline void give_cpu(void) {
  if (bpf_preempt_enable)
    bpf_preempt_enable();
}

// The place of an event in this CPU's ring, NULL where there is no room for it. The CPU is kept until `leave`.
static __always_inline u8 *enter(struct plain_ring *ring, u32 cpu, u32 rank, u64 length) {
  u64 mask = plain_mask, read = *(volatile u64 *)&ring->read, used = ring->written - read;
  // Before the CPU is kept: then, no function may be called.
  bool refused = used + length > mask / 2 && !has_room(cpu, rank, used, read, mask + 1, length);
  keep_cpu();
  u64 place = *(volatile u64 *)&ring->written; // read again: until here, others could write
  if (refused || place + length - *(volatile u64 *)&ring->read > mask)
    return NULL;
  asm volatile("%0 &= %1" : "+r"(place) : "r"(mask));
  return ring->data + place;
}

// Only a ring of the kernel's wakes: it is given nothing for that.
static __always_inline void wake(u32 cpu) {
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  void *nothing = ring ? bpf_ringbuf_reserve(ring, 8, 0) : NULL;
  if (nothing)
    bpf_ringbuf_discard(nothing, BPF_RB_FORCE_WAKEUP);
}

// The event at that place is complete: the engine may read it. The compiler keeps its stores in front of the count, and so do
// the processors of x86, the only ones with plain rings. Others need a store with release, which only new kernels know.
static __always_inline void leave(struct plain_ring *ring, u8 *place, u64 length) {
  if (place) {
    asm volatile("" ::: "memory");
    *(volatile u64 *)&ring->written = ring->written + ((length + 7) & ~7ull);
  }
  give_cpu();
}

static __always_inline void told(struct record *e, struct recipe *r, struct counters *c, bool full, u64 length) {
  e->lost = full;
  count(c, r, full);
  if (full)
    note_unread();
  if (wake_up(&e->unwoken, length) == BPF_RB_FORCE_WAKEUP)
    wake(e->cpu);
}

static __always_inline void send_plain(struct record *e, struct recipe *r, struct counters *c, u64 length) {
  u32 cpu = e->cpu;
  struct plain_ring *ring = bpf_map_lookup_elem(&plain_rings, &cpu);
  if (!ring)
    return;
  u8 *place = enter(ring, cpu, rank_of(r, e->args[RET]), length);
  if (place) {
    header(e->data, e->thread, r, e->params, length);
    bpf_probe_read_kernel(place, length, e->data);
  }
  leave(ring, place, length);
  told(e, r, c, !place, length);
}

static __always_inline void send(struct record *e, void *ring, u32 crowd, struct recipe *r, struct counters *c, u64 length) {
  if (!has_room_in(ring, crowd, rank_of(r, e->args[RET]), PREFIX + length)) {
    e->lost = true;
    count(c, r, true);
    note_unread();
    return;
  }
  keep_cpu();
  header(e->data, e->thread, r, e->params, length);
  e->lost = bpf_ringbuf_output(ring, &e->cpu, PREFIX + length, wake_up(&e->unwoken, length)) != 0;
  count(c, r, e->lost);
  give_cpu();
}

static __always_inline void into_ring(struct record *e, struct recipe *r, bool of_life) {
  u32 cpu = e->cpu, place = e->place;
  u64 length = e->pos;
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  e->lost = true;
  if (!c)
    return;
  if (length > DATA_MASK) {
    c->too_large++;
    return;
  }
  BOUND(length, DATA_MASK);
  if (of_life) {
    send(e, &life, cpus, r, c, length);
    return;
  }
  if (plain_mask) {
    send_plain(e, r, c, length);
    return;
  }
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  if (ring)
    send(e, ring, cpu, r, c, length);
}

// The way of an event, whose parameters are written, into a ring.
static __always_inline void finish(struct record *e, struct recipe *r, bool of_life) {
  u32 thread = e->thread;
  bool changes = changes_thread(e->recipe, e->args[RET]);
  bool relatives = changes && begin_change(e->recipe);
  into_ring(e, r, of_life);
  if (changes)
    end_change(thread, relatives);
}
