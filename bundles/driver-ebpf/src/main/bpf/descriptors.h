// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Which descriptors the engine's tables do not contain, while no rule needs all opened files (adr/0070): an open that no rule can match
// may be left out only if the table has nothing under its number, and so may the close of a descriptor that is not in the table. If rules
// need directories, the engine keeps every open that it gets, and those of directories are not left out.
//
// What is kept is that a descriptor is absent. So what is forgotten, by a collision or for a new process, costs an event and nothing else.
// A process has a table of its own in the engine, whatever tables its threads share in the kernel: the key is the process.
#pragma once
#include "names.h"

#define ABSENT 65536 // a power of two

u64 absent[ABSENT] SEC(".bss.absent");

// What becomes of a descriptor by a call (RecipeMemory).
enum descriptor_change {
  UNCHANGED,
  RESULT_ADDED,   // the engine adds the one that is returned
  ARGUMENT_ADDED, // or that of the first argument, if it does not know it
  PAIR_ADDED,     // arguments 4 and 5 are what the call returned
  OPENED,         // a file: the engine adds it, or removes what it has under the number
  CLOSED,
  ENTERED,        // becomes the current directory: the engine needs its path
  RANGE_CLOSED,   // several, which the event names by their first and last
  SHOWN,          // none, but rules print the name of the file of the first argument
};

static __always_inline u64 mix(u64 hash, u64 word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 29;
}

struct absence {
  u64 *place;
  u64 tag;
};

struct process {
  u32 id;
  u64 start; // keeps apart processes that have the same number one after the other
};

static __always_inline struct process current_process(void) {
  if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf)) {
    struct task_struct *p = (struct task_struct *)bpf_get_current_task_btf(); // see FIRST_POINTER: the leader is trusted, too
    return (struct process){p->tgid, p->group_leader->start_time};
  }
  struct task_struct *p = (struct task_struct *)bpf_get_current_task();
  return (struct process){BPF_CORE_READ(p, tgid), BPF_CORE_READ(p, group_leader, start_time)};
}

// `told` changes whenever the engine was told of descriptors by other means than events: nothing is known of any descriptor then.
static __always_inline struct absence absence(s32 fd) {
  struct process process = current_process();
  u64 hash = mix(control.seed ^ control.told, process.id | (u64)(u32)fd << 32), place = hash >> 20;
  BOUND(place, ABSENT - 1);
  return (struct absence){&absent[place], mix(hash, process.start) | 1};
}

static __always_inline bool is_absent(s32 fd) {
  struct absence a = absence(fd);
  return *a.place == a.tag;
}

// The engine may have it now.
static __always_inline void appear(s32 fd) { *absence(fd).place = 0; }
