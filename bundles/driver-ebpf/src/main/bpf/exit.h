// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The end of the current thread: how, and who gets its children.
#pragma once
#include "process.h"

#define PF_EXITING 4

static __always_inline struct task_struct *thread_of_node(struct list_head *node) {
  return (void *)node - bpf_core_field_offset(struct task_struct, thread_node);
}

// A thread that is not on its way out, 0 where there is none, -1 where there are too many to look. Of the process whose
// signal_struct the record's text names: a pointer cannot be an argument of a global function.
__noinline int alive_thread(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct list_head *head = &((struct signal_struct *)e->text)->thread_head;
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
  struct record *e = record();
  if (!e)
    return 0;
  struct task_struct *t = task();
  struct signal_struct *signal = BPF_CORE_READ(t, signal);
  e->text = (u64)signal;
  int thread = alive_thread();
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
      e->text = (u64)signal;
      thread = alive_thread();
      if (thread)
        return thread;
    }
    above = BPF_CORE_READ(above, real_parent);
  }
  return -1;
}

// status, ret, sig, core, reaper_tid.
static __always_inline void put_exit(struct record *e) {
  struct task_struct *t = task();
  s32 status = BPF_CORE_READ(t, exit_code);
  put_u64(e, (s64)status);
  put_u64(e, (status >> 8) & 0xff);
  u32 signal = status & 0x7f;
  put_u8(e, signal == 0x7f ? 0 : signal);
  put_u8(e, (status & 0x80) != 0);
  struct list_head *children = &t->children;
  put_u64(e, BPF_CORE_READ(children, next) != children ? (s64)new_parent() : 0);
}
