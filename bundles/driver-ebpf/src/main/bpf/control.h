// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What the engine and the probe share besides rings: settings, recipes, counters. All of it is memory that the engine maps; the
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
enum { RUN_PLAIN = 0, CHECK_NAME = 6, CHECK_BASES, SHORT_OPEN = 9, SHORT_OPENAT, SHORT_CLOSE, JUDGE, TELL_DETAILS }; // places in the program array
enum { NO_PLAN = 2 }; // the two plans are 0 and 1 (judge.h)
enum { ONLY_FAILED = 1 }; // a success is told by a tracepoint
#define CATEGORIES 8
#define KNOWN_LOSSES (CATEGORIES + 2)
// How important an event is when its ring is crowded (crowd.h): bulk; what keeps the engine's tables right; lifecycle and privilege.
enum rank { BULK, UPKEEP, URGENT, RANKS };

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
  u32 plan; // by which events are judged (judge.h)
  u32 told; // how often the engine was told of descriptors (descriptors.h)
  u64 changes[SYSCALLS / 64]; // a bit for each call whose event changes what the engine knows of a thread (threads.h)
  u32 lacks_files; // the engine's tables may lack opened files (descriptors.h)
  u32 messages; // the ends of sockets by whose port messages are copied whole (messages.h); 0: none are
  u64 read_until; // in time since boot: the engine renews it while it reads; 0: it need not
  u64 silent_since; // nobody has read for so long that nothing is recorded any more
  u64 known_losses[KNOWN_LOSSES]; // those that the engine has counted: a later process counts the others
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
  u8 category; // in which losses are counted; the upper half is the rank
  u8 count;  // steps
  u8 params; // that they write together
  u8 flags; // ONLY_FAILED; the upper half is what becomes of a descriptor (descriptors.h)
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

// Of a writer on a CPU: nobody else counts there, so a count is a plain store.
struct counters {
  u64 events;
  u64 too_large;
  u64 missing; // a program that should handle the call is not loaded
  u64 early; // requests of io_uring whose event does not contain their result (uring_places.h)
  u64 full[CATEGORIES];
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, WRITERS);
  __type(key, u32);
  __type(value, struct counters);
} counters SEC(".maps");

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
  return word <= SYSCALLS / 64 && !control.silent_since && (control.interest[word] >> (index & 63)) & 1;
}

// A call that failed changes nothing: a flood of such calls is cheap, and must not use the room of those that do.
static __always_inline u32 rank_of(struct recipe *r, s64 ret) { return ret < 0 ? BULK : r->category >> 4; }
