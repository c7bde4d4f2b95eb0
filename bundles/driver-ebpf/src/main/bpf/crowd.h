// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Who may still write into a ring that is more than half full, so that a flood cannot hide what other processes do.
//
// Below half, everything is written, and nothing is counted. Above, each tree (the processes of one session of the kernel) may write,
// while the engine reads an eighth of the ring, no more than a part of the room that is left: the noisiest trees stop first, and the
// room never quite ends for the others. Events of a higher rank get a larger part, and have the last bytes for themselves.
#pragma once
#include "control.h"

// How much of the bytes of each tree's events is in the ring. As in a count-min sketch, a tree has one place in each row, which it may
// share with others, and the smaller count is an upper limit of its own: only trees that share both places harm each other.
#define ROWS_OF_SHARES 2
#define SHARES 512
struct share {
  u32 window; // in which the bytes were written; others do not count any more
  u32 bytes[4]; // by rank
};

struct crowd {
  struct share shares[ROWS_OF_SHARES][SHARES];
};

// One for the plain ring, or the share of a ring, of each CPU; then for the ring of clone, exec and exit, and for the one beside plain rings.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1); // the loader sets it
  __type(key, u32);
  __type(value, struct crowd);
} crowds SEC(".maps");

// The trees whose events were lost, for the engine (LostTrees repeats the offsets). A tree whose place is taken by another one is
// no longer known; its losses are still in the counters.
#define LOST_TREES 32
struct lost_tree {
  u32 leader; // the process that began the session; perhaps it has ended
  u32 pid;    // a process that lost an event
  u64 events;
  char name[16]; // of that process
};

struct lost_trees {
  struct lost_tree trees[LOST_TREES];
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct lost_trees);
} lost_trees SEC(".maps");

static __always_inline u32 current_tree(void) {
  struct task_struct *t = (struct task_struct *)bpf_get_current_task();
  struct signal_struct *signal = BPF_CORE_READ(t, signal);
  struct pid *leader = NULL;
  bpf_probe_read_kernel(&leader, sizeof(leader), &signal->pids[PIDTYPE_SID]);
  return BPF_CORE_READ(leader, numbers[0].nr);
}

static __always_inline u64 mixed(u32 tree) {
  u64 hash = (tree ^ control.seed) * 0x9e3779b97f4a7c15;
  return (hash ^ hash >> 29) * 0xbf58476d1ce4e5b9;
}

static __always_inline struct share *share(struct crowd *c, u32 row, u64 hash, u32 window) {
  u64 place = hash >> 32;
  BOUND(place, SHARES - 1);
  struct share *s = &c->shares[row][place];
  if (s->window != window)
    *s = (struct share){.window = window};
  return s;
}

static __always_inline void note_loss(u32 crowd, u32 tree, u64 hash) {
  struct lost_trees *lost = bpf_map_lookup_elem(&lost_trees, &crowd);
  if (!lost)
    return;
  BOUND(hash, LOST_TREES - 1);
  struct lost_tree *l = &lost->trees[hash];
  if (!l->events || l->leader != tree) {
    l->events = 0;
    l->leader = tree;
    l->pid = bpf_get_current_pid_tgid() >> 32;
    bpf_get_current_comm(l->name, sizeof(l->name));
  }
  __sync_fetch_and_add(&l->events, 1); // CPUs share the places of the last crowd
}

// Whether the current tree may write an event of so many bytes, while so many are left in the ring for events of its rank. Counts them.
__noinline int has_share(u32 crowd, u32 rank, u64 left, u32 window, u32 length) {
  struct crowd *c = bpf_map_lookup_elem(&crowds, &crowd);
  if (!c)
    return left >= length;
  u32 tree = current_tree();
  u64 hash = mixed(tree), place = rank;
  BOUND(place, 3);
  u32 *one = &share(c, 0, hash, window)->bytes[place];
  u32 *other = &share(c, 1, hash << 16, window)->bytes[place];
  u64 bytes = (*one < *other ? *one : *other) + length;
  if (left < length || bytes > (left - length) >> (RANKS - place)) {
    note_loss(crowd, tree, hash);
    return 0;
  }
  *one += length;
  *other += length;
  return 1;
}

// The part of a ring that events of a rank may not use: an eighth for bulk, a sixteenth for upkeep, nothing for urgent events.
static __always_inline u64 kept_from(u32 rank, u64 size) { return rank == URGENT ? 0 : size >> (3 + rank); }

// Whether there is room for an event in a ring of `size` bytes, `used` of which the engine has not read yet, and `read` of which it
// has read since the beginning. It is not called below half, which is nearly always.
static __always_inline bool has_room(u32 crowd, u32 rank, u64 used, u64 read, u64 size, u32 length) {
  u64 most = size - kept_from(rank, size);
  return has_share(crowd, rank, used < most ? most - used : 0, read / (size / 8), length);
}

// The same for a ring of the kernel's.
static __always_inline bool has_room_in(void *ring, u32 crowd, u32 rank, u32 length) {
  u64 size = bpf_ringbuf_query(ring, BPF_RB_RING_SIZE), used = bpf_ringbuf_query(ring, BPF_RB_AVAIL_DATA);
  return used + length <= size / 2 || has_room(crowd, rank, used, bpf_ringbuf_query(ring, BPF_RB_CONS_POS), size, length);
}
