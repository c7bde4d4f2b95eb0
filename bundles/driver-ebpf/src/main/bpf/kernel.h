// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The few parts of kernel structures that the probe reads. The loader finds their real offsets in the BTF of the running
// kernel (CO-RE): names must be the kernel's, what is left out does not matter. A type with ___ in its name is another
// shape that the type before the underscores has, or had, in some kernel version.
#pragma once

typedef signed char __s8;
typedef unsigned char __u8;
typedef short __s16;
typedef unsigned short __u16;
typedef int __s32;
typedef unsigned int __u32;
typedef long long __s64;
typedef unsigned long long __u64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;
typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s16 s16;
typedef __s32 s32;
typedef __s64 s64;
typedef _Bool bool;
#define true 1
#define false 0
#define NULL ((void *)0)

enum bpf_map_type {
  BPF_MAP_TYPE_HASH = 1,
  BPF_MAP_TYPE_ARRAY = 2,
  BPF_MAP_TYPE_PROG_ARRAY = 3,
  BPF_MAP_TYPE_LRU_HASH = 9,
  BPF_MAP_TYPE_ARRAY_OF_MAPS = 12,
  BPF_MAP_TYPE_RINGBUF = 27,
};
enum { BPF_F_NO_PREALLOC = 1, BPF_F_MMAPABLE = 1024 };
enum { BPF_RB_NO_WAKEUP = 1, BPF_RB_FORCE_WAKEUP = 2 };
enum { BPF_RB_AVAIL_DATA, BPF_RB_RING_SIZE, BPF_RB_CONS_POS };
enum bpf_func_id { BPF_FUNC_get_current_task_btf = 158 };

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

#if defined(__TARGET_ARCH_x86)
struct pt_regs {
  unsigned long r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di, orig_ax, ip, cs, flags, sp, ss;
};
#elif defined(__TARGET_ARCH_arm64)
struct user_pt_regs {
  u64 regs[31], sp, pc, pstate;
};
struct pt_regs {
  u64 regs[31], sp, pc, pstate, orig_x0;
  s32 syscallno;
};
#endif

struct thread_info {
  unsigned long flags;
  u32 status;
};
struct list_head {
  struct list_head *next, *prev;
};
typedef struct {
  u32 val;
} kuid_t;
typedef struct {
  u32 val;
} kgid_t;
typedef struct {
  s64 counter;
} atomic_long_t;
typedef struct {
  int counter;
} atomic_t;

struct qstr {
  u32 hash, len;
  const unsigned char *name;
};
struct super_block {
  u32 s_dev;
  unsigned long s_flags, s_magic;
};
struct timespec64 {
  s64 tv_sec;
  long tv_nsec;
};
struct inode {
  u16 i_mode;
  kuid_t i_uid;
  kgid_t i_gid;
  u32 i_flags;
  struct super_block *i_sb;
  unsigned long i_ino;
  struct timespec64 i_ctime, i_mtime; // until 6.5 and 6.6
};
struct inode___v6_6 {
  struct timespec64 __i_ctime, __i_mtime;
};
struct inode___v6_11 {
  s64 i_ctime_sec, i_mtime_sec;
  u32 i_ctime_nsec, i_mtime_nsec;
};
struct dentry {
  struct dentry *d_parent;
  struct qstr d_name;
  struct inode *d_inode;
  struct super_block *d_sb;
};
struct vfsmount {
  struct dentry *mnt_root;
};
struct mount {
  struct mount *mnt_parent;
  struct dentry *mnt_mountpoint;
  struct vfsmount mnt;
};
struct path {
  struct vfsmount *mnt;
  struct dentry *dentry;
};
struct file {
  u32 f_mode;
  struct path f_path;
  struct inode *f_inode;
  void *private_data;
};
struct seqcount {
  u32 sequence;
};
struct fs_struct {
  struct seqcount seq; // a type of another name since 5.9; all begin with the count
  struct path root, pwd;
};
struct fdtable {
  u32 max_fds;
  struct file **fd;
};
struct files_struct {
  struct fdtable *fdt;
};

struct percpu_counter {
  s64 count;
};
struct mm_rss_stat {
  atomic_long_t count[4];
};
struct mm_struct {
  unsigned long total_vm, arg_start, arg_end, env_start, env_end;
  struct file *exe_file;
  struct mm_rss_stat rss_stat; // until 6.1
};
struct mm_struct___v6_2 {
  struct percpu_counter rss_stat[4];
};

struct uid_gid_extent {
  u32 first, lower_first, count;
};
struct uid_gid_map {
  u32 nr_extents;
  struct uid_gid_extent extent[5];
};
struct user_namespace {
  struct uid_gid_map uid_map, gid_map;
};
struct group_info {
  int ngroups;
  kgid_t gid[];
};
typedef struct {
  u64 val; // until 6.2 two u32 of another name, the low one first: read as 8 bytes
} kernel_cap_t;
struct cred {
  kuid_t uid, euid, fsuid;
  kgid_t gid, egid, fsgid;
  kernel_cap_t cap_inheritable, cap_permitted, cap_effective;
  struct user_namespace *user_ns;
  struct group_info *group_info;
};

struct pid_namespace {
  struct task_struct *child_reaper;
  u32 level;
};
struct upid {
  int nr;
  struct pid_namespace *ns;
};
struct pid {
  u32 level;
  struct upid numbers[1];
};
struct nsproxy {
  struct pid_namespace *pid_ns_for_children;
};
struct tty_driver {
  int major, minor_start;
};
struct tty_struct {
  struct tty_driver *driver;
  int index;
};
struct rlimit {
  unsigned long rlim_cur, rlim_max;
};
enum pid_type { PIDTYPE_PID, PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID };
struct signal_struct {
  struct list_head thread_head;
  struct pid *pids[4];
  u32 is_child_subreaper : 1;
  u32 has_child_subreaper : 1;
  struct tty_struct *tty;
  struct rlimit rlim[16];
  int nr_threads;
  atomic_t live; // threads that have not begun to end
};

struct kernfs_node {
  const char *name;
  struct kernfs_node *parent; // until 6.14
};
struct kernfs_node___v6_15 {
  struct kernfs_node *__parent;
};
struct cgroup {
  struct kernfs_node *kn;
};
struct cgroup_subsys {
  const char *name;
};
struct cgroup_subsys_state {
  struct cgroup *cgroup;
  struct cgroup_subsys *ss;
};
struct css_set {
  struct cgroup_subsys_state *subsys[16];
};
enum cgroup_subsys_id { cpuset_cgrp_id, cpu_cgrp_id, cpuacct_cgrp_id, io_cgrp_id, memory_cgrp_id };

struct task_struct {
  struct thread_info thread_info;
  u32 flags;
  int exit_code;
  int pid, tgid;
  struct mm_struct *mm;
  struct task_struct *real_parent, *group_leader;
  struct list_head children, thread_node;
  struct pid *thread_pid;
  u64 start_time;
  unsigned long min_flt, maj_flt;
  const struct cred *cred;
  char comm[16];
  struct fs_struct *fs;
  struct files_struct *files;
  struct nsproxy *nsproxy;
  struct signal_struct *signal;
  kuid_t loginuid;
  struct css_set *cgroups;
};
union __sifields {
  struct {
    int _pid;
  } _kill; // the sender, or of SIGCHLD the child: at the same place
};
struct kernel_siginfo {
  int si_code;
  union __sifields _sifields;
};
struct linux_binprm {
  const char *filename;
};

struct in6_addr {
  u32 words[4]; // read as bytes
};
struct sock_common {
  __be32 skc_daddr;
  __be16 skc_dport;
  u16 skc_family;
  struct in6_addr skc_v6_daddr;
};
struct sock {
  struct sock_common __sk_common;
  u32 sk_ack_backlog, sk_max_ack_backlog;
  u16 sk_type;
};
struct socket {
  struct sock *sk;
};
struct ipv6_pinfo {
  struct in6_addr saddr;
};
struct inet_sock {
  struct ipv6_pinfo *pinet6;
  __be32 inet_saddr;
  __be16 inet_sport;
};
struct sockaddr_un {
  u16 sun_family;
  char sun_path[108];
};
struct unix_address {
  int len;
  struct sockaddr_un name[];
};
struct unix_sock {
  struct unix_address *addr;
  struct sock *peer;
};

#pragma clang attribute pop
