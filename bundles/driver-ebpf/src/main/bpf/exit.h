// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The end of the current thread: how, and who gets its children.
#pragma once
#include "aside.h"

#define PF_EXITING 4

static __always_inline struct task_struct *thread_of_node(struct list_head *node) {
  return (void *)node - bpf_core_field_offset(struct task_struct, thread_node);
}

// A thread that is not on its way out, 0 where there is none, -1 where there are too many to look. Of the process whose
// signal_struct has that address: a pointer cannot be an argument of a global function.
__noinline int alive_thread(u64 signal) {
  struct list_head *head = &((struct signal_struct *)signal)->thread_head;
  struct list_head *node = BPF_CORE_READ(head, next);
  for (u32 i = 0; i < 30; i++) {
    if (!node || node == head)
      return 0;
    struct task_struct *t = thread_of_node(node);
    if (!(BPF_CORE_READ(t, flags) & PF_EXITING))
      return BPF_CORE_READ(t, pid);
    node = BPF_CORE_READ(node, next);
  }
  return -1;
}

// Who becomes the parent of the exiting thread's children, as the kernel will choose.
__noinline int new_parent(void) {
  struct task_struct *t = task();
  struct signal_struct *signal = BPF_CORE_READ(t, signal);
  int thread = alive_thread((u64)signal);
  if (thread)
    return thread;
  struct pid *pid = pid_of(t, PIDTYPE_PID);
  struct task_struct *init = BPF_CORE_READ(namespace_of(pid), child_reaper);
  if (init == t)
    return 0; // the namespace ends with it
  if (!BPF_CORE_READ_BITFIELD_PROBED(signal, has_child_subreaper))
    return BPF_CORE_READ(init, pid);
  u32 level = BPF_CORE_READ(pid, level);
  struct task_struct *above = BPF_CORE_READ(t, real_parent);
  for (u32 i = 0; i < 60; i++) {
    if (above == init || BPF_CORE_READ(above, thread_pid, level) != level)
      return BPF_CORE_READ(init, pid);
    signal = BPF_CORE_READ(above, signal);
    if (BPF_CORE_READ_BITFIELD_PROBED(signal, is_child_subreaper)) {
      thread = alive_thread((u64)signal);
      if (thread)
        return thread;
    }
    above = BPF_CORE_READ(above, real_parent);
  }
  return -1;
}

// status, ret, sig, core, reaper_tid: into the ring of life.
static __always_inline int tell_exit(void) {
  struct aside *a = aside(EXIT);
  if (!a)
    return 0;
  struct task_struct *t = task();
  s32 status = BPF_CORE_READ(t, exit_code);
  u32 signal = status & 0x7f, at = FIRST(5);
  struct list_head *children = &t->children;
  aside_u64(a, HEADER, 0x0001000100080008);
  *(u16 *)(a->data + HEADER + 8) = 8;
  aside_u64(a, at, (s64)status);
  aside_u64(a, at + 8, (status >> 8) & 0xff);
  a->data[at + 16] = signal == 0x7f ? 0 : signal;
  a->data[at + 17] = (status & 0x80) != 0;
  aside_u64(a, at + 18, BPF_CORE_READ(children, next) != children ? (s64)new_parent() : 0);
  u32 thread = bpf_get_current_pid_tgid();
  bool relatives = begin_change(RECIPE_EXIT);
  send_into_life(a, RECIPE_EXIT, thread, 5, at + 26);
  end_change(thread, relatives);
  return 0;
}
