// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Steps about the current thread: what clone, exec and exit tell.
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
  struct mm_struct___v6_2 *newer = (void *)mm;
  bpf_probe_read_kernel(&pages, sizeof(pages), &newer->rss_stat[kind & 3].count);
  return pages;
}

// vm_size, vm_rss, vm_swap in kB.
__noinline int step_memory(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct mm_struct *mm = BPF_CORE_READ(task(), mm);
  put_u32(e, mm ? kilobytes(BPF_CORE_READ(mm, total_vm)) : 0);
  put_u32(e, mm ? kilobytes(rss(mm, 0) + rss(mm, 1) + rss(mm, 3)) : 0);
  put_u32(e, mm ? kilobytes(rss(mm, 2)) : 0);
  return 0;
}

// fdlimit, pgft_maj, pgft_min, then the memory.
__noinline int step_usage(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct task_struct *t = task();
  put_u64(e, BPF_CORE_READ(t, signal, rlim[7].rlim_cur)); // RLIMIT_NOFILE
  put_u64(e, BPF_CORE_READ(t, maj_flt));
  put_u64(e, BPF_CORE_READ(t, min_flt));
  return step_memory();
}

// exe and args as the process's own memory holds them now.
__noinline int step_program(void) {
  struct record *e = record();
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

__noinline int step_environment(void) {
  struct record *e = record();
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
__noinline int step_argv(u64 array) {
  struct record *e = record();
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

__noinline int step_envp(u64 array) {
  struct record *e = record();
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
__noinline int cgroup_path(u32 subsystem, u32 done) {
  struct record *e = record();
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
       ? cgroup_path(bpf_core_enum_value(enum cgroup_subsys_id, name), done)                                           \
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
__noinline int step_session(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct task_struct *t = task();
  put_u32(e, tty_of(t));
  put_u64(e, inner(t, PIDTYPE_PGID));
  put_u32(e, loginuid_of(t));
  return 0;
}

// cap_inheritable, cap_permitted, cap_effective.
__noinline int step_capabilities(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct task_struct *t = task();
  put_u64(e, BPF_CORE_READ(t, cred, cap_inheritable.val));
  put_u64(e, BPF_CORE_READ(t, cred, cap_permitted.val));
  put_u64(e, BPF_CORE_READ(t, cred, cap_effective.val));
  return 0;
}

static __always_inline bool in_groups(const struct cred *cred, u32 wanted_gid) {
  struct group_info *groups = BPF_CORE_READ(cred, group_info);
  u32 low = 0, high = BPF_CORE_READ(groups, ngroups);
  for (u32 i = 0; i < 16 && low < high; i++) {
    u32 middle = (low + high) / 2, gid = 0;
    bpf_probe_read_kernel(&gid, sizeof(gid), &groups->gid[middle].val);
    if (gid == wanted_gid)
      return true;
    if (gid < wanted_gid)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

static __always_inline bool is_mapped(struct uid_gid_map *map, u32 id) {
  u32 extents = BPF_CORE_READ(map, nr_extents);
  for (u32 i = 0; i < 5; i++) {
    if (i >= extents)
      return false;
    struct uid_gid_extent *extent = &map->extent[i];
    u32 first = BPF_CORE_READ(extent, lower_first), count = BPF_CORE_READ(extent, count);
    if (id >= first && id - first < count)
      return true;
  }
  return false;
}

#define SB_RDONLY 1
#define S_IMMUTABLE 8
#define MAY_WRITE 2
#define CAP_DAC_OVERRIDE 1
#define CAP_FOWNER 3

// Whether the process could write to the file it runs from.
__noinline int exe_writable(void) {
  struct task_struct *t = task();
  struct inode *inode = BPF_CORE_READ(t, mm, exe_file, f_inode);
  const struct cred *cred = BPF_CORE_READ(t, cred);
  if ((BPF_CORE_READ(inode, i_sb, s_flags) & SB_RDONLY) || (BPF_CORE_READ(inode, i_flags) & S_IMMUTABLE))
    return 0;
  u32 uid = BPF_CORE_READ(inode, i_uid.val), gid = BPF_CORE_READ(inode, i_gid.val);
  if (uid == -1u || gid == -1u)
    return 0;
  if (BPF_CORE_READ(cred, fsuid.val) == uid)
    return 1; // the owner can change the mode
  u32 mode = BPF_CORE_READ(inode, i_mode);
  if (BPF_CORE_READ(cred, fsgid.val) == gid || in_groups(cred, gid))
    mode >>= 3;
  if (mode & MAY_WRITE)
    return 1;
  struct user_namespace *ns = BPF_CORE_READ(cred, user_ns);
  u64 caps = BPF_CORE_READ(cred, cap_effective.val);
  bool uid_mapped = is_mapped(&ns->uid_map, uid), gid_mapped = is_mapped(&ns->gid_map, gid);
  return ((caps >> CAP_DAC_OVERRIDE & 1) && uid_mapped && gid_mapped) || ((caps >> CAP_FOWNER & 1) && uid_mapped);
}

static __always_inline bool from_memfd(struct file *file) {
  struct dentry *dentry = BPF_CORE_READ(file, f_path.dentry);
  if (BPF_CORE_READ(dentry, d_parent) != dentry)
    return false;
  char name[8] = {};
  bpf_probe_read_kernel_str(name, 7, BPF_CORE_READ(dentry, d_name.name));
  return name[0] == 'm' && name[1] == 'e' && name[2] == 'm' && name[3] == 'f' && name[4] == 'd' && name[5] == ':';
}

__noinline int step_exe_flags(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct file *file = BPF_CORE_READ(task(), mm, exe_file);
  u32 layer = layer_of(file);
  u32 flags = exe_writable() ? 1 : 0;
  flags |= layer == LAYER_UPPER ? 2 : layer == LAYER_LOWER ? 8 : 0;
  flags |= from_memfd(file) ? 4 : 0;
  put_u32(e, flags);
  return 0;
}

static __always_inline u64 nanos(struct timespec64 *time) {
  s64 seconds = BPF_CORE_READ(time, tv_sec);
  return seconds < 0 ? 0 : seconds * 1000000000ull + BPF_CORE_READ(time, tv_nsec);
}

static __always_inline u64 ctime_of(struct inode *inode) {
  struct inode___v6_6 *older = (void *)inode;
  struct inode___v6_11 *newer = (void *)inode;
  if (bpf_core_field_exists(inode->i_ctime))
    return nanos(&inode->i_ctime);
  if (bpf_core_field_exists(older->__i_ctime))
    return nanos(&older->__i_ctime);
  // From 6.13 on the top bit of the nanoseconds says that someone has looked at them.
  return BPF_CORE_READ(newer, i_ctime_sec) * 1000000000ull + (BPF_CORE_READ(newer, i_ctime_nsec) & 0x7fffffff);
}

static __always_inline u64 mtime_of(struct inode *inode) {
  struct inode___v6_6 *older = (void *)inode;
  struct inode___v6_11 *newer = (void *)inode;
  if (bpf_core_field_exists(inode->i_mtime))
    return nanos(&inode->i_mtime);
  if (bpf_core_field_exists(older->__i_mtime))
    return nanos(&older->__i_mtime);
  return BPF_CORE_READ(newer, i_mtime_sec) * 1000000000ull + BPF_CORE_READ(newer, i_mtime_nsec);
}

// exe_ino, exe_ino_ctime, exe_ino_mtime.
__noinline int step_exe_inode(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct inode *inode = BPF_CORE_READ(task(), mm, exe_file, f_inode);
  put_u64(e, BPF_CORE_READ(inode, i_ino));
  put_u64(e, ctime_of(inode));
  put_u64(e, mtime_of(inode));
  return 0;
}

__noinline int step_exe_path(void) {
  struct record *e = record();
  if (!e)
    return 0;
  struct file *file = BPF_CORE_READ(task(), mm, exe_file);
  if (file)
    put_path(e, &file->f_path);
  else
    put_empty(e);
  return 0;
}

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
