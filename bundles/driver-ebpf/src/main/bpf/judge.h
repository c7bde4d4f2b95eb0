// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Whether an event satisfies the raw condition of its type: only then can a rule match it, or does it change the engine's state.
// The engine compiles the conditions of all types into a plan (PushdownMemory repeats the offsets). There are two: while programs
// use one, the engine writes the other.
#pragma once
#include "ring.h"
#include "rejections.h"

#define CHECKS 2048     // of all types together; a power of two
#define MOST_CHECKS 40  // that one event can run through
#define SOME_CHECKS 8
#define STATES 2048     // of the automaton, a power of two
#define CLASSES 64      // of bytes that no text tells apart
#define LONGEST_PATH 1023
#define PART 64           // of a path
#define SAMPLE_MASK 1023

#define ASKED 64 // threads about which the engine is asked at a time, a power of two

enum check_kind { CHECK_RANGE, CHECK_BITS, CHECK_TEXT, CHECK_CLASS };
enum { SIGNED_VALUE = 1, UNWANTED = 2 };
enum { PASSES = 0xfffe, REJECTED };
enum { BEGINNING = 1 }; // the state of the automaton before the first byte
#define NOT_PLAIN (1ull << 63) // the engine writes the path in another way: it cannot be judged

// One check of one parameter, and where to go on.
struct check {
  u8 kind, param, flags, unused;
  u16 if_true, if_false; // places of checks, PASSES or REJECTED
  s64 a, b;              // a range; a mask and its bits; bits of texts; the bit of a class
};

// What is known of one system call.
struct judged {
  s64 least, most; // a call with another result is rejected
  u16 first;       // the place of its first check
  u16 checks;      // how many it has
  u32 flags;
};

enum {
  COUNTED = 1,
  OF_ARGUMENT = 2, // a call that is not rejected otherwise is if the engine does not have the descriptor of the first argument,
  OF_RESULT = 4,   // or that of the result; its checks are for descriptors that the engine does not have, all others pass
  OF_PATH = 8,     // an open whose checks look at its path, flags, mode, thread, and whether it failed, and at nothing else
  DIRECTORIES = 16, // an open that passes if it opened a directory; the engine keeps those that it gets
};

struct plan {
  struct judged calls[SYSCALLS];
  struct check checks[CHECKS];
  u8 classes[256];
  u64 seen[STATES]; // bits of the texts that the path contains or begins with, once a state was reached
  u64 last[STATES]; // bits of the texts that the path is or ends with, where it ends in a state
  u16 next[STATES * CLASSES];
  u64 of_relatives; // bits of the classes that depend on other threads too
  u64 epoch;        // in the seals of answers; 0 where there are no classes of threads
  u64 number;       // of the plan; no other one has it
};

struct plan plans[2] SEC(".bss.plans");

// Of sys_exit on each CPU.
struct verdicts {
  u64 passed[SYSCALLS];
  u64 rejected[SYSCALLS];
  u64 asks;           // how often the engine was asked
  u32 asked[ASKED];   // the threads it was asked about last
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct verdicts);
} verdicts SEC(".maps");

// When the engine changes a map of maps, the kernel waits for all programs that run: the engine does that before it writes a plan
// that was in use.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
  __uint(max_entries, 1);
  __type(key, u32);
  __array(values, struct ring);
} barrier SEC(".maps");

static __always_inline struct plan *plan_of(u32 number) {
  u64 place = number;
  BOUND(place, 1);
  return &plans[place];
}

// Whether the engine has to hear of an open of this file, because it is a directory.
static __always_inline bool is_kept_directory(u32 judged, struct file *file) {
  return (judged & DIRECTORIES) && is_directory(file);
}

// Whether the engine has to hear of an open or a close of this descriptor, whatever rules ask for.
static __always_inline bool concerns_tables(u32 judged, s32 fd) {
  return !is_absent(fd) || ((judged & DIRECTORIES) && is_directory(file_of(fd)));
}

// Whether the engine has nothing under the descriptor's number after it got an open or a close.
static __always_inline bool removes(u32 judged) {
  return (judged & OF_ARGUMENT) || (judged & (OF_RESULT | DIRECTORIES)) == OF_RESULT;
}

// Counts a rejected call, and says whether it is left out: some go to the engine all the same, as samples.
static __always_inline bool reject_on(u32 cpu, u32 nr) {
  u64 place = nr;
  BOUND(place, SYSCALLS - 1);
  struct verdicts *v = bpf_map_lookup_elem(&verdicts, &cpu);
  return v && (++v->rejected[place] & SAMPLE_MASK) != 0;
}

static __always_inline bool reject(u32 nr) { return reject_on(bpf_get_smp_processor_id(), nr); }

static __always_inline void pass(u32 nr) {
  u32 cpu = bpf_get_smp_processor_id();
  u64 place = nr;
  BOUND(place, SYSCALLS - 1);
  struct verdicts *v = bpf_map_lookup_elem(&verdicts, &cpu);
  if (v)
    v->passed[place]++;
}

// Whether the result of a call alone is the reason to leave it out. Notes what else has to be checked.
static __always_inline bool rejected_by_result(u32 nr, u32 number, s64 ret, u32 *check, u32 *flags) {
  *check = PASSES;
  *flags = 0;
  if (number >= NO_PLAN)
    return false;
  u64 place = nr;
  BOUND(place, SYSCALLS - 1);
  struct judged *j = &plan_of(number)->calls[place];
  *flags = j->flags;
  if (!*flags)
    return false;
  if (ret < j->least || ret > j->most)
    return reject(nr);
  if (j->checks)
    *check = j->first;
  else if (*flags & OF_RESULT)
    *check = REJECTED;
  else if (*flags & OF_ARGUMENT)
    return false;
  else
    pass(nr);
  return false;
}

// The place of a parameter in data in the lower half, its size in the upper half.
__noinline int find_param(u32 place, u32 param) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u32 at = HEADER + 2 * recipe_of(e->recipe)->params;
  for (u32 i = 0; i < 16; i++) {
    if (i >= param)
      break;
    at += *(u16 *)(e->data + HEADER + 2 * i);
  }
  u64 size = param;
  BOUND(size, 15);
  size = *(u16 *)(e->data + HEADER + 2 * size);
  return at > DATA_MASK ? 0 : at | size << 16;
}

// Takes the automaton through a part of a path. A function of its own: the verifier checks it once, not for each part.
__noinline int find_in_part(u32 place, u32 at, u32 length) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct plan *p = plan_of(e->plan);
  u64 state = e->state, seen = 0;
  BOUND(state, STATES - 1);
  for (u32 i = 0; i < PART; i++) {
    if (i >= length)
      break;
    u64 pos = at + i;
    BOUND(pos, DATA_MASK);
    u64 step = p->classes[e->data[pos]] | state * CLASSES;
    BOUND(step, STATES * CLASSES - 1);
    state = p->next[step];
    BOUND(state, STATES - 1);
    seen |= p->seen[state];
  }
  e->state = state;
  e->texts |= seen;
  return 0;
}

// Which texts a path contains, begins with, is or ends with: one pass over it, however many texts there are.
__noinline int find_texts(u32 place, u32 at, u32 length) {
  struct record *e = record(place);
  if (!e)
    return 0;
  e->texts = NOT_PLAIN;
  if (length < 2 || length > LONGEST_PATH)
    return 0;
  e->texts = 0;
  e->state = BEGINNING;
  for (u32 i = 0; i < LONGEST_PATH; i += PART) {
    if (i >= length)
      break;
    find_in_part(place, at + i, length - i);
  }
  u64 state = e->state;
  BOUND(state, STATES - 1);
  e->texts |= plan_of(e->plan)->last[state];
  return 0;
}

// Asks the engine about the thread of the record's event, at some of those that need it.
static __always_inline void ask(struct record *e, struct answer *a) {
  u32 cpu = e->cpu;
  struct verdicts *v = (a->unknown++ & ASK_EVERY) ? NULL : bpf_map_lookup_elem(&verdicts, &cpu);
  if (!v)
    return;
  u64 place = v->asks++;
  BOUND(place, ASKED - 1);
  v->asked[place] = e->thread;
}

// The classes in which the thread may be; all that the engine has not answered.
static __always_inline u64 possible_classes(struct record *e, struct plan *p) {
  struct answer *a = answer_of(e->thread);
  u64 possible = *(volatile u64 *)&a->possible, relatives = *(volatile u64 *)&a->relatives;
  bool answered = *(volatile u64 *)&a->seal == seal_of(a, possible, relatives, e->thread, p->epoch);
  bool complete = relatives == *(volatile u64 *)&threads.relatives;
  if (!answered || !complete)
    ask(e, a);
  return !answered ? -1ull : complete ? possible : possible | p->of_relatives;
}

static __always_inline s64 param_value(struct record *e, u64 at, u32 size, struct check *c) {
  BOUND(at, DATA_MASK);
  u64 value = *(u64 *)(e->data + at);
  u32 unused = (64 - 8 * size) & 63;
  value <<= unused;
  return c->flags & SIGNED_VALUE ? (s64)value >> unused : (s64)(value >> unused);
}

// A check of a parameter that the event does not have is true.
static __always_inline bool holds(struct record *e, struct check *c) {
  if (c->kind == CHECK_CLASS)
    return (e->classes & c->a) != 0;
  u32 found = find_param(e->place, c->param), size = found >> 16, at = found & 0xffff;
  if (!size)
    return true;
  if (c->kind == CHECK_TEXT) {
    if (e->texts_of != c->param) {
      find_texts(e->place, at, size - 1);
      e->texts_of = c->param;
    }
    return e->texts & NOT_PLAIN || !(e->texts & c->a) == !!(c->flags & UNWANTED);
  }
  s64 value = param_value(e, at, size, c);
  if (c->kind == CHECK_BITS)
    return ((value & c->a) == c->b) == !(c->flags & UNWANTED);
  return value >= c->a && value <= c->b;
}

static __always_inline bool is_of_path(struct record *e, struct plan *p) {
  u64 call = e->recipe;
  BOUND(call, SYSCALLS - 1);
  return p->calls[call].flags & OF_PATH;
}

static __always_inline void note_classes(struct record *e, struct plan *p) {
  e->classes = p->epoch ? possible_classes(e, p) : -1ull;
}

// Whether the record's open, of which only path, flags and mode are written, is rejected as an equal one was.
static __always_inline bool is_rejected_again(struct record *e, u32 path) {
  struct plan *p = plan_of(e->plan);
  struct rejection *r = e->judged & OF_PATH ? rejection_of(e) : NULL;
  if (!r || !is_like(e, r, p->number, path))
    return false;
  note_classes(e, p);
  return r->classes == e->classes;
}

// Runs some checks of the record's event from a place on, and says where to go on: see find_in_part.
__noinline int run_some_checks(u32 place, u32 first) {
  struct record *e = record(place);
  if (!e)
    return PASSES;
  struct plan *p = plan_of(e->plan);
  u64 next = first;
  for (u32 i = 0; i < SOME_CHECKS; i++) {
    if (next >= PASSES)
      break;
    BOUND(next, CHECKS - 1);
    struct check *c = &p->checks[next];
    next = holds(e, c) ? c->if_true : c->if_false;
  }
  return next;
}

// Runs the checks of the record's event.
__noinline int run_checks(u32 place) {
  struct record *e = record(place);
  if (!e)
    return PASSES;
  struct plan *p = plan_of(e->plan);
  u64 next = e->check;
  e->texts_of = -1;
  note_classes(e, p);
  for (u32 i = 0; i < MOST_CHECKS; i += SOME_CHECKS) {
    if (next >= PASSES)
      break;
    next = run_some_checks(place, next);
  }
  if (next != REJECTED)
    return PASSES;
  if (is_of_path(e, p))
    keep_rejection(place, p->number);
  return REJECTED;
}

// Whether the record's event has to pass checks of its parameters.
static __always_inline bool is_judged(struct record *e) { return e->check != PASSES; }

// The record's event passes without a check of its parameters.
static __always_inline void let_pass(struct record *e) {
  if (is_judged(e))
    pass(e->recipe);
  e->check = PASSES;
}

// Whether the record's event, whose parameters are written, is left out.
static __always_inline bool is_rejected(struct record *e) {
  if (!is_judged(e))
    return false;
  if (run_checks(e->place) == REJECTED)
    return reject(e->recipe);
  pass(e->recipe);
  return false;
}
