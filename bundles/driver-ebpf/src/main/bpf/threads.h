// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What the engine has answered about threads: in which classes of its rules each may be. An answer holds as long as the probe has made
// no event since that changes what the engine knows of the thread (ThreadMemory repeats the offsets).
#pragma once
#include "control.h"

#define PLACES 16384 // of threads, a power of two; threads whose ids have the same lower bits share one
#define ASK_EVERY 15 // the engine is asked at the first of so many events that need an answer, plus one
#define RUN_LIFE 4

// Of the threads at one place. The last of them about which the engine was asked has the answer.
struct answer {
  u64 changes;   // events so far that change what the engine knows of one of them
  u64 possible;  // a bit for each class in which the thread may be
  u64 relatives; // as below, when the answer was made
  u64 seal;      // of the answer, the thread and the plan: a program that reads while the engine writes finds another one
  u64 unknown;   // events that needed an answer and had none
};

struct threads {
  u64 relatives; // events so far that change what the engine knows of a thread with children, or of a process with several threads
  u64 unused[7];
  struct answer at[PLACES];
};

struct threads threads SEC(".bss.threads");

static __always_inline struct answer *answer_of(u32 thread) {
  u64 place = thread;
  BOUND(place, PLACES - 1);
  return &threads.at[place];
}

static __always_inline u64 seal_of(struct answer *a, u64 possible, u64 relatives, u32 thread, u64 epoch) {
  u64 whose = thread | epoch << 32;
  return possible ^ a->changes * 0x9e3779b97f4a7c15 ^ relatives * 0xc2b2ae3d27d4eb4f ^ whose * 0x165667b19e3779f9;
}

// Whether what is known of other threads depends on the current one. The end of a thread that is not the first of its process concerns
// its children alone. But while other threads of its process end, it may have children in the engine's table that the kernel has not
// passed on to it, or never will: the kernel does that later than the event.
static __always_inline bool has_relatives(bool ends) {
  struct task_struct *t = (struct task_struct *)bpf_get_current_task();
  struct list_head *children = &t->children;
  if (BPF_CORE_READ(children, next) != children)
    return true;
  struct signal_struct *signal = BPF_CORE_READ(t, signal);
  int live = BPF_CORE_READ(signal, live.counter); // before the count: a clone between the two makes the difference larger
  int count = BPF_CORE_READ(signal, nr_threads);
  if (count <= 1)
    return false;
  return !ends || BPF_CORE_READ(t, pid) == BPF_CORE_READ(t, tgid) || count - live > 1;
}

// Whether an event changes what the engine knows of its thread: a successful call that the engine named, an exec, and the end of a
// clone in the new thread. Its end in the parent changes no thread that there was before.
static __always_inline bool changes_thread(u32 recipe, s64 ret) {
  if (recipe >= SYSCALLS)
    return recipe == RECIPE_EXEC || recipe == RECIPE_EXIT;
  u64 word = recipe >> 6;
  BOUND(word, SYSCALLS / 64 - 1);
  if (ret < 0 || !((control.changes[word] >> (recipe & 63)) & 1))
    return false;
  return recipe_of(recipe)->program != RUN_LIFE || ret == 0;
}

// Before the time of such an event: from here on, answers about relatives do not hold. Says whether there are some; a new thread has
// none.
static __always_inline bool begin_change(u32 recipe) {
  bool is_new = recipe < SYSCALLS && recipe_of(recipe)->program == RUN_LIFE;
  bool relatives = !is_new && has_relatives(recipe == RECIPE_EXIT);
  if (relatives)
    __sync_fetch_and_add(&threads.relatives, 1);
  return relatives;
}

// After such an event is in its ring. An answer that the engine begins between the two may not consider it, so they end here once more.
static __always_inline void end_change(u32 thread, bool relatives) {
  __sync_fetch_and_add(&answer_of(thread)->changes, 1);
  if (relatives)
    __sync_fetch_and_add(&threads.relatives, 1);
}
