// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Steps about the current thread: its ids, texts, memory, cgroups and credentials.
#pragma once
#include "files.h"

#define ARGS_MAX 4096
#define POINTERS 16 // of a failed exec's arguments and of its environment

static __always_inline struct pid *pid_of(struct task_struct *t, u32 type) {
  if (type == PIDTYPE_PID)
    return BPF_CORE_READ(t, thread_pid);
  struct signal_struct *signal = BPF_CORE_READ(t, signal);
  struct pid *pid = NULL;
  bpf_probe_read_kernel(&pid, sizeof(pid), &signal->pids[type & 3]);
  return pid;
}

static __always_inline struct pid_namespace *namespace_of(struct pid *pid) {
  u32 level = BPF_CORE_READ(pid, level);
  struct pid_namespace *ns = NULL;
  bpf_probe_read_kernel(&ns, sizeof(ns), &pid->numbers[level & 31].ns);
  return ns;
}

// The id in the innermost namespace that the pid belongs to.
static __always_inline s32 inner_id(struct pid *pid) {
  u32 level = BPF_CORE_READ(pid, level);
  s32 nr = 0;
  bpf_probe_read_kernel(&nr, sizeof(nr), &pid->numbers[level & 31].nr);
  return nr;
}

static __always_inline s32 outer_id(struct pid *pid) { return BPF_CORE_READ(pid, numbers[0].nr); }

static __always_inline u32 kilobytes(s64 pages) { return (u32)((u64)pages << 2); }

static __always_inline s64 rss(struct mm_struct *mm, u32 kind) {
  s64 pages = 0;
  if (bpf_core_type_exists(struct mm_rss_stat)) {
    bpf_probe_read_kernel(&pages, sizeof(pages), &mm->rss_stat.count[kind & 3].counter);
    return pages;
  }
  // What an array's index is multiplied with is not relocated, and the kernel's counters are larger than those of kernel.h.
  u64 offset = bpf_core_field_offset(struct mm_struct___v6_2, rss_stat) + bpf_core_field_offset(struct percpu_counter, count);
  bpf_probe_read_kernel(&pages, sizeof(pages), (void *)mm + offset + (kind & 3) * bpf_core_type_size(struct percpu_counter));
  return pages;
}

// vm_size, vm_rss, vm_swap in kB.
__noinline int step_memory(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct mm_struct *mm = BPF_CORE_READ(task(), mm);
  put_u32(e, mm ? kilobytes(BPF_CORE_READ(mm, total_vm)) : 0);
  put_u32(e, mm ? kilobytes(rss(mm, 0) + rss(mm, 1) + rss(mm, 3)) : 0);
  put_u32(e, mm ? kilobytes(rss(mm, 2)) : 0);
  return 0;
}

// fdlimit, pgft_maj, pgft_min, then the memory.
__noinline int step_usage(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct task_struct *t = task();
  put_u64(e, BPF_CORE_READ(t, signal, rlim[7].rlim_cur)); // RLIMIT_NOFILE
  put_u64(e, BPF_CORE_READ(t, maj_flt));
  put_u64(e, BPF_CORE_READ(t, min_flt));
  return step_memory(place);
}

// exe and args as the process's own memory holds them now.
__noinline int step_program(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct mm_struct *mm = BPF_CORE_READ(task(), mm);
  u64 start = BPF_CORE_READ(mm, arg_start), end = BPF_CORE_READ(mm, arg_end);
  if ((s64)e->args[RET] < 0 || !mm) {
    put_empty(e);
    put_empty(e);
    return 0;
  }
  u32 exe = put_user_text(e, start);
  put_user_texts(e, start + exe, end, exe < ARGS_MAX ? ARGS_MAX - exe : 0);
  return 0;
}

__noinline int step_environment(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct mm_struct *mm = BPF_CORE_READ(task(), mm);
  put_user_texts(e, BPF_CORE_READ(mm, env_start), BPF_CORE_READ(mm, env_end), ARGS_MAX);
  return 0;
}

// Texts behind an array of pointers, one after the other. How far it got stands in the record: a value that the verifier
// does not follow ends its search early.
static __always_inline void put_pointed(struct record *e, u64 array, u32 from, u32 most) {
  u32 width = e->compat ? 4 : 8;
  e->walk = 0;
  for (u32 i = from; i < POINTERS; i++) {
    u64 text = 0;
    if (e->walk >= most || bpf_probe_read_user(&text, width, (void *)(array + i * width)) || !text)
      break;
    u64 to = e->pos + e->walk;
    BOUND(to, DATA_MASK);
    long n = bpf_probe_read_user_str(e->data + to, TEXT_MAX, (void *)text);
    if (n > 0)
      e->walk += n;
  }
  if (e->walk > most)
    e->walk = most;
  if (e->walk) {
    u64 last = e->pos + e->walk - 1;
    BOUND(last, DATA_MASK);
    e->data[last] = 0;
  }
  wrote(e, e->walk);
}

// exe and args of an exec that failed: the caller's argv.
__noinline int step_argv(u32 place, u64 array) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u64 first = 0;
  if (!array) { // no argv at all: an empty program name
    put_u8(e, 0);
    put_empty(e);
    return 0;
  }
  bpf_probe_read_user(&first, e->compat ? 4 : 8, (void *)array);
  u32 exe = put_user_text(e, first);
  put_pointed(e, array, 1, exe < ARGS_MAX ? ARGS_MAX - exe : 0);
  return 0;
}

__noinline int step_envp(u32 place, u64 array) {
  struct record *e = record(place);
  if (!e)
    return 0;
  if (array)
    put_pointed(e, array, 0, ARGS_MAX);
  else
    put_empty(e);
  return 0;
}

// tid, pid, ptid.
static __always_inline void put_ids(struct record *e) {
  struct task_struct *t = task();
  put_u64(e, (s64)BPF_CORE_READ(t, pid));
  put_u64(e, (s64)BPF_CORE_READ(t, tgid));
  put_u64(e, (s64)BPF_CORE_READ(t, real_parent, pid));
}

static __always_inline void put_comm(struct record *e) {
  u8 *to = at(e);
  bpf_get_current_comm(to, 16);
  put_kernel_text(e, to);
}

static __always_inline s64 inner(struct task_struct *t, u32 type) { return inner_id(pid_of(t, type)); }

// vtid, vpid.
static __always_inline void put_inner_ids(struct record *e) {
  put_u64(e, inner(task(), PIDTYPE_PID));
  put_u64(e, inner(task(), PIDTYPE_TGID));
}

static __always_inline u64 namespace_start(struct record *e) {
  if (e->args[RET])
    return 0;
  return BPF_CORE_READ(namespace_of(pid_of(task(), PIDTYPE_TGID)), child_reaper, start_time);
}

// Clone flags in the scap numbering; the last bit tells that the child lives in a pid namespace of its own.
__noinline int step_clone_flags(u32 flags, u32 range) {
  u32 scap = translate(flags, range & 0xffff, range >> 16, false);
  struct pid_namespace *ns = namespace_of(pid_of(task(), PIDTYPE_PID));
  struct pid_namespace *of_children = BPF_CORE_READ(task(), nsproxy, pid_ns_for_children);
  return BPF_CORE_READ(ns, level) || of_children != ns ? scap | 0x20000000 : scap;
}

#define CGROUP_DEPTH 16

// "cpuset=/a/b" and its zero, at `done` behind the current place.
__noinline int cgroup_path(u32 place, u32 subsystem, u32 done) {
  struct record *e = record(place);
  if (!e)
    return done;
  struct css_set *set = BPF_CORE_READ(task(), cgroups);
  struct cgroup_subsys_state *css = NULL;
  bpf_probe_read_kernel(&css, sizeof(css), &set->subsys[subsystem & 15]);
  if (!css)
    return done;
  u64 to = e->pos + done;
  BOUND(to, DATA_MASK);
  long n = bpf_probe_read_kernel_str(e->data + to, 32, BPF_CORE_READ(css, ss, name));
  if (n <= 0)
    return done;
  to += n - 1;
  BOUND(to, DATA_MASK);
  e->data[to] = '=';
  done += n;

  struct kernfs_node *node = BPF_CORE_READ(css, cgroup, kn);
  e->walk = TEMP_MASK;
  e->temp[TEMP_MASK] = 0;
  for (u32 i = 0; i < CGROUP_DEPTH; i++) {
    struct kernfs_node *parent;
    if (bpf_core_field_exists(node->parent))
      parent = BPF_CORE_READ(node, parent);
    else
      parent = BPF_CORE_READ((struct kernfs_node___v6_15 *)node, __parent);
    if (!parent)
      break;
    // The name's length is only known once it is read; so it goes to the other half of temp first.
    long length = bpf_probe_read_kernel_str(e->temp + TEMP_MASK + 1, 256, BPF_CORE_READ(node, name));
    if (length <= 1)
      break;
    u64 bytes = length - 1;
    BOUND(bytes, 255);
    if (e->walk < bytes + 2)
      break;
    BOUND(bytes, 255); // again, as in build_path
    u64 from = e->walk - bytes;
    BOUND(from, TEMP_MASK);
    bpf_probe_read_kernel(e->temp + from, bytes, e->temp + TEMP_MASK + 1);
    from -= 1;
    BOUND(from, TEMP_MASK);
    e->temp[from] = '/';
    e->walk = from;
    node = parent;
  }
  to = e->pos + done;
  BOUND(to, DATA_MASK);
  if (e->walk == TEMP_MASK) {
    e->data[to] = '/';
    e->data[to + 1] = 0;
    return done + 2;
  }
  u64 from = e->walk;
  BOUND(from, TEMP_MASK);
  n = bpf_probe_read_kernel_str(e->data + to, 1024, e->temp + from);
  return n > 0 ? done + n : done;
}

#define CGROUP(done, name)                                                                                             \
  (bpf_core_enum_value_exists(enum cgroup_subsys_id, name)                                                             \
       ? cgroup_path(e->place, bpf_core_enum_value(enum cgroup_subsys_id, name), done)                                           \
       : (done))

static __always_inline void put_cgroups(struct record *e) {
  u32 done = CGROUP(0, cpuset_cgrp_id);
  done = CGROUP(done, cpu_cgrp_id);
  done = CGROUP(done, cpuacct_cgrp_id);
  done = CGROUP(done, io_cgrp_id);
  done = CGROUP(done, memory_cgrp_id);
  wrote(e, done);
}

static __always_inline u32 tty_of(struct task_struct *t) {
  struct tty_struct *tty = BPF_CORE_READ(t, signal, tty);
  if (!tty)
    return 0;
  u32 major = BPF_CORE_READ(tty, driver, major), minor = BPF_CORE_READ(tty, driver, minor_start);
  return user_dev((major << 20 | minor) + BPF_CORE_READ(tty, index));
}

static __always_inline u32 loginuid_of(struct task_struct *t) {
  return bpf_core_field_exists(t->loginuid) ? BPF_CORE_READ(t, loginuid.val) : -1;
}

// tty, vpgid, loginuid.
__noinline int step_session(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct task_struct *t = task();
  put_u32(e, tty_of(t));
  put_u64(e, inner(t, PIDTYPE_PGID));
  put_u32(e, loginuid_of(t));
  return 0;
}

static __always_inline u64 capabilities(const kernel_cap_t *set) {
  u64 bits = 0;
  bpf_probe_read_kernel(&bits, sizeof(bits), set);
  return bits;
}

// cap_inheritable, cap_permitted, cap_effective.
__noinline int step_capabilities(u32 place) {
  struct record *e = record(place);
  if (!e)
    return 0;
  const struct cred *cred = BPF_CORE_READ(task(), cred);
  put_u64(e, capabilities(&cred->cap_inheritable));
  put_u64(e, capabilities(&cred->cap_permitted));
  put_u64(e, capabilities(&cred->cap_effective));
  return 0;
}
