// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The programs that are attached, and those that they continue in.
#include "uring.h" // first: a kernel that rejects its programs does so before it checks the others
#include "shortcuts.h"
#include "details.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define TS_COMPAT 2
#define PF_KTHREAD 0x200000

#if defined(__TARGET_ARCH_x86)
#define SOCKETCALL 102

#define COMPAT(status) ((status)&TS_COMPAT)

static __always_inline u32 raw_number(struct pt_regs *regs) { return regs->orig_ax; }

static __always_inline u32 number_of(struct pt_regs *regs, bool compat) {
  u32 nr = regs->orig_ax;
  if (!compat)
    return nr;
  u64 i = nr == SOCKETCALL ? (u32)regs->bx : nr;
  BOUND(i, SYSCALLS - 1);
  if (nr == SOCKETCALL)
    return i < 32 ? control.socketcall[i & 31].nr : -1;
  return nr < SYSCALLS ? control.compat[i] : -1;
}

// The arguments of a call behind socketcall lie in the caller's memory.
static __always_inline void socket_arguments(struct record *e, struct pt_regs *regs) {
  u32 args[6] = {};
  u64 count = control.socketcall[(u32)regs->bx & 31].arguments;
  BOUND(count, 7);
  if (count <= 6)
    bpf_probe_read_user(args, count * 4, (void *)(u64)(u32)regs->cx);
  for (u32 i = 0; i < 6; i++)
    e->args[i] = args[i];
}

static __always_inline void arguments(struct record *e, struct pt_regs *regs, bool compat) {
  if (compat && (u32)regs->orig_ax == SOCKETCALL) {
    socket_arguments(e, regs);
    return;
  }
  if (compat) {
    e->args[0] = (u32)regs->bx;
    e->args[1] = (u32)regs->cx;
    e->args[2] = (u32)regs->dx;
    e->args[3] = (u32)regs->si;
    e->args[4] = (u32)regs->di;
    e->args[5] = (u32)regs->bp;
    return;
  }
  e->args[0] = regs->di;
  e->args[1] = regs->si;
  e->args[2] = regs->dx;
  e->args[3] = regs->r10;
  e->args[4] = regs->r8;
  e->args[5] = regs->r9;
}
#elif defined(__TARGET_ARCH_arm64)
#define COMPAT(status) false

static __always_inline u32 raw_number(struct pt_regs *regs) { return regs->syscallno; }

static __always_inline u32 number_of(struct pt_regs *regs, bool compat) { return regs->syscallno; }

static __always_inline void arguments(struct record *e, struct pt_regs *regs, bool compat) {
  e->args[0] = regs->orig_x0;
  e->args[1] = regs->regs[1];
  e->args[2] = regs->regs[2];
  e->args[3] = regs->regs[3];
  e->args[4] = regs->regs[4];
  e->args[5] = regs->regs[5];
}
#endif

static __always_inline s32 first_argument(struct pt_regs *regs, bool compat) {
#if defined(__TARGET_ARCH_x86)
  return compat ? regs->bx : regs->di;
#else
  return ARG0(regs);
#endif
}

struct caller {
  u32 tid, tgid;
  bool compat; // made by the entry for 32-bit programs
};

static __always_inline struct caller current_caller(void) {
  if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf)) {
    struct task_struct *p = (struct task_struct *)bpf_get_current_task_btf();
    return (struct caller){p->pid, p->tgid, COMPAT(p->thread_info.status)};
  }
  struct task_struct *p = (struct task_struct *)bpf_get_current_task();
  return (struct caller){BPF_CORE_READ(p, pid), BPF_CORE_READ(p, tgid), COMPAT(BPF_CORE_READ(p, thread_info.status))};
}

// Most calls are of no interest: that is seen before anything else is looked at, for both meanings of a number.
static __always_inline bool of_interest(struct pt_regs *regs) {
  u64 nr = raw_number(regs);
  if (nr >= SYSCALLS)
    return false;
  u64 word = nr >> 6;
  BOUND(word, SYSCALLS / 64 - 1);
  return (control.either[word] >> (nr & 63)) & 1;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(sys_exit, struct pt_regs *regs, long ret) {
  if (!of_interest(regs))
    return 0;
  struct caller caller = current_caller();
  u32 nr = number_of(regs, caller.compat);
  if (nr >= SYSCALLS || !wanted(nr) || (ret < 0 && control.drop_failed) || caller.tgid == control.own_tgid)
    return 0;
  u32 plan = *(volatile u32 *)&control.plan, check, judged; // read once: the engine may change it meanwhile
  if (rejected_by_result(nr, plan, ret, &check, &judged))
    return 0;
  if ((judged & OF_ARGUMENT) || check == REJECTED) { // nothing but the descriptor decides
    if (concerns_tables(judged, judged & OF_ARGUMENT ? first_argument(regs, caller.compat) : ret))
      pass(nr);
    else if (reject(nr))
      return 0;
    check = PASSES;
  }
  u32 place = place_of(SYS_EXIT);
  struct record *e = record(place);
  struct recipe *r = recipe_of(nr);
  if (!e || !r->event || ((r->flags & ONLY_FAILED) && ret == 0))
    return 0;
  e->recipe = nr;
  e->plan = plan;
  e->check = check;
  e->judged = judged;
  e->removes = removes(judged);
  e->thread = caller.tid;
  e->place = place;
  e->cpu = bpf_get_smp_processor_id();
  if (r->shortcut && !caller.compat) {
    if (r->shortcut == SHORT_CLOSE)
      return close_exit(e, r, ret, ARG0(regs));
    // A place that the compiler knows is a jump, any other one is a call through a pointer.
    if (r->shortcut == SHORT_OPENAT)
      bpf_tail_call_static(ctx, &programs, SHORT_OPENAT);
    bpf_tail_call(ctx, &programs, r->shortcut & (PROGRAMS - 1));
  }
  begin(e, nr, caller.tid);
  arguments(e, regs, caller.compat);
  e->args[RET] = ret;
  e->args[NR] = nr;
  e->compat = caller.compat;
  if (r->program == RUN_PLAIN)
    bpf_tail_call_static(ctx, &programs, RUN_PLAIN);
  bpf_tail_call(ctx, &programs, r->program & (PROGRAMS - 1));
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  if (c)
    c->missing++;
  return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(run_plain) {
  struct record *e = run_steps(place_of(SYS_EXIT), PLAIN);
  if (!e)
    return 0;
  note_file(e);
  note_stream(e);
  if (is_judged(e))
    bpf_tail_call_static(ctx, &programs, JUDGE);
  if (e->bases)
    bpf_tail_call_static(ctx, &programs, CHECK_BASES);
  deliver(e);
  return 0;
}

// Ends an event with relative paths, or about files of which the engine is told, or with details.
SEC("tp_btf/sys_exit")
int BPF_PROG(check_bases) {
  struct record *e = record(place_of(SYS_EXIT));
  if (!e)
    return 0;
  if (bases_of(e))
    tell_file(e->place, e->base[0]);
  if (bases_of(e) > 1)
    tell_file(e->place, e->base[1]);
  if ((e->bases & DETAILED) && (s64)e->args[RET] >= 0)
    bpf_tail_call_static(ctx, &programs, TELL_DETAILS);
  deliver(e);
  return 0;
}

// Ends an event of a call that has more to tell than its parameters.
SEC("tp_btf/sys_exit")
int BPF_PROG(tell_details) {
  struct record *e = record(place_of(SYS_EXIT));
  if (!e)
    return 0;
  if (write_details(e))
    finish_with_details(e);
  else
    deliver(e);
  return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(run_files) {
  struct record *e = run_steps(place_of(SYS_EXIT), FILES);
  if (!e)
    return 0;
  s64 ret = e->args[RET];
  if (ret >= 0 && (e->judged & OF_RESULT) && ((e->named && !e->entry) || concerns_tables(e->judged, ret)))
    let_pass(e);
  if (e->entry || (e->begins && !is_known(e, e->directory))) {
    bpf_tail_call_static(ctx, &programs, CHECK_NAME);
    let_pass(e); // names are not checked
  }
  if (is_judged(e))
    bpf_tail_call_static(ctx, &programs, JUDGE);
  deliver(e);
  return 0;
}

// Ends an event whose path has to be a name of its file, where that is not known yet.
SEC("tp_btf/sys_exit")
int BPF_PROG(check_name) {
  struct record *e = record(place_of(SYS_EXIT));
  if (!e)
    return 0;
  if (is_relative(e) || lacks_file(e->directory))
    tell_file(e->place, e->directory);
  bool confirmed = !e->entry || !e->file || leads_to_file(e->place);
  e->entry = 0;
  e->begins = 0;
  if (!confirmed)
    let_pass(e); // rules see the real path, too
  if (is_judged(e))
    bpf_tail_call_static(ctx, &programs, JUDGE);
  deliver(e);
  return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(run_network) {
  struct record *e = run_steps(place_of(SYS_EXIT), PLAIN | NETWORK);
  if (!e)
    return 0;
  if (is_judged(e))
    bpf_tail_call_static(ctx, &programs, JUDGE);
  deliver(e);
  return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(run_process) {
  struct record *e = run_steps(place_of(SYS_EXIT), TASK);
  if (!e)
    return 0;
  if (is_judged(e))
    bpf_tail_call_static(ctx, &programs, JUDGE);
  deliver(e);
  return 0;
}

// Leaves out an event that nobody needs; others go on as they would without a condition. Where a kernel rejects this program, all
// of them do.
SEC("tp_btf/sys_exit")
int BPF_PROG(judge) {
  struct record *e = record(place_of(SYS_EXIT));
  if (!e || is_rejected(e))
    return 0;
  e->check = PASSES;
  if ((e->entry && e->file && wanted(e->entry)) || (e->begins && !is_known(e, e->directory)))
    bpf_tail_call_static(ctx, &programs, CHECK_NAME);
  if (e->bases)
    bpf_tail_call_static(ctx, &programs, CHECK_BASES);
  deliver(e);
  return 0;
}

#define MESSAGES 16

// One of the messages. A function of its own: the verifier looks at it once, not once for each round of the loop.
__noinline int message_event(u32 place, u64 header, u32 failed) {
  struct record *e = record(place);
  if (!e)
    return 0;
  step_header(place, failed ? 0 : header);
  if (!failed) {
    u32 length = 0;
    bpf_probe_read_user(&length, sizeof(length), (void *)(header + (e->compat ? 28 : 56)));
    e->args[RET] = length;
  }
  begin(e, e->recipe, e->thread);
  return run(place, PLAIN | NETWORK | SELDOM, false);
}

// sendmmsg and recvmmsg: an event for each message, one for a call that failed. A message's length is its result.
SEC("tp_btf/sys_exit")
int BPF_PROG(run_messages, struct pt_regs *regs, long ret) {
  u32 place = place_of(SYS_EXIT);
  struct record *e = record(place);
  if (!e)
    return 0;
  u64 header = e->args[1];
  u32 size = e->compat ? 32 : 64;
  u32 count = ret <= 0 ? 1 : ret < MESSAGES ? ret : MESSAGES;
  for (u32 i = 0; i < MESSAGES; i++) {
    if (i >= count)
      break;
    message_event(place, header, ret <= 0);
    header += size;
  }
  return 0;
}

// Clones, and execs that failed. A clone's child is seen where its own clone returns 0, its parent where it returns the
// child's id.
SEC("tp_btf/sys_exit")
int BPF_PROG(run_life) {
  struct record *e = run_steps(place_of(SYS_EXIT), TASK | PROCESS | SELDOM);
  if (e)
    finish(e, recipe_of(e->recipe), (s64)e->args[RET] >= 0);
  return 0;
}

static __always_inline bool of_process(void) { return !(BPF_CORE_READ(task(), flags) & PF_KTHREAD); }

SEC("tp_btf/sched_process_exec")
int BPF_PROG(process_exec, struct task_struct *p, int old_pid, struct linux_binprm *bprm) {
  u32 place = place_of(EXEC);
  struct record *e = wanted(RECIPE_EXEC) && of_process() ? record(place) : NULL;
  if (!e)
    return 0;
  e->place = place;
  e->plan = NO_PLAN;
  e->check = PASSES;
  e->judged = 0;
  e->removes = false;
  count_closing(); // of those that are closed on exec
  tell_socket(place, 0);
  e->cpu = bpf_get_smp_processor_id();
  begin(e, RECIPE_EXEC, bpf_get_current_pid_tgid());
  e->args[RET] = 0;
  e->compat = false;
  e->text = (u64)BPF_CORE_READ(bprm, filename);
  return run(place, TASK | PROCESS | SELDOM, true);
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(process_exit, struct task_struct *p) { return wanted(RECIPE_EXIT) && of_process() ? tell_exit() : 0; }

enum { SIGHUP = 1, SIGINT, SIGQUIT, SIGKILL = 9, SIGTERM = 15, SIGCHLD = 17, SIGTSTP = 20, SIGRTMIN = 32 };

// Whether a signal's information names a process: for some always, for others where a process sent it.
static __always_inline bool names_process(int signal, int code) {
  if (signal == SIGKILL || signal == SIGCHLD || signal >= SIGRTMIN)
    return true;
  bool sent = code <= 0;
  return sent && (signal == SIGHUP || signal == SIGINT || signal == SIGQUIT || signal == SIGTERM || signal == SIGTSTP);
}

// spid, dpid, sig.
SEC("tp_btf/signal_deliver")
int BPF_PROG(signal_deliver, int signal, struct kernel_siginfo *info) {
  u64 thread = bpf_get_current_pid_tgid();
  struct aside *a = wanted(RECIPE_SIGNAL) ? aside(SIGNAL) : NULL;
  if (!a)
    return 0;
  u32 at = FIRST(3);
  aside_u32(a, HEADER, 0x00080008);
  *(u16 *)(a->data + HEADER + 4) = 1;
  aside_u64(a, at, names_process(signal, BPF_CORE_READ(info, si_code)) ? BPF_CORE_READ(info, _sifields._kill._pid) : 0);
  aside_u64(a, at + 8, (u32)thread);
  a->data[at + 16] = signal;
  return send_aside(a, RECIPE_SIGNAL, thread, 3, at + 17);
}
