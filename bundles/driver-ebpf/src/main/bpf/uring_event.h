// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The event of a request of io_uring, with the recipe of the system call that does the same.
#pragma once
#include "uring_request.h"

// The record of these programs. They have one on each CPU together: where one of them is preempted by another, that one counts its
// event as lost.
static __always_inline struct record *borrow(void) {
  u32 place = place_of(URING);
  struct record *e = record(place);
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  if (!e || !c)
    return NULL;
  keep_cpu();
  u32 busy = *(volatile u32 *)&e->borrowed;
  *(volatile u32 *)&e->borrowed = 1;
  give_cpu();
  if (busy) {
    c->missing++;
    return NULL;
  }
  e->place = place;
  e->cpu = bpf_get_smp_processor_id();
  return e;
}

static __always_inline void give_back(struct record *e) { *(volatile u32 *)&e->borrowed = 0; }

// The file of a ring's own descriptor.
static __always_inline u64 direct_file(struct io_kiocb *req, u32 number) {
  struct io_ring_ctx *ctx = FOLLOW(struct io_kiocb, req, ctx);
  u64 slot = number & ((1 << SLOT_BITS) - 1), file = 0;
  if (bpf_core_field_exists(ctx->file_table.data)) {
    struct io_rsrc_node **nodes = BPF_CORE_READ(ctx, file_table.data.nodes), *node = NULL;
    bpf_probe_read_kernel(&node, sizeof(node), &nodes[slot]);
    file = node ? BPF_CORE_READ(node, file_ptr) : 0;
  } else if (bpf_core_type_exists(struct io_fixed_file)) {
    struct io_file_table___v6_12 *table = (void *)&ctx->file_table;
    struct io_fixed_file *files = BPF_CORE_READ(table, files);
    bpf_probe_read_kernel(&file, sizeof(file), &files[slot]);
  }
  return file & ~7ull;
}

// A text of the kernel's.
static __always_inline void put_kept_text(struct record *e, u64 address) {
  e->path = e->pos;
  e->path_length = put_kernel_text(e, (void *)address);
}

static __always_inline struct file *socket_of(struct record *e, struct step *s) {
  return s->flags & INBOUND ? opened(e) : (struct file *)e->socket;
}

__noinline int uring_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  switch (s->kind) {
  case KIND_TEXT:
    put_kept_text(e, value);
    break;
  case KIND_LOAD: // the arguments are complete
    break;
  case KIND_NAME: // the kernel's copy of the path needs no check
    note_base(e, s, value);
    break;
  case KIND_OPEN_FLAGS:
  case KIND_DEVICE:
    file_step(place, index);
    break;
  case KIND_SOCKADDR:
    step_sockaddr(place, value, arg(e, s->first));
    break;
  case KIND_TUPLE:
    if (failed(e, s))
      put_empty(e);
    else
      put_tuple(e, sock_in(socket_of(e, s)), (s->second & (ARGS - 1)) == RET ? 0 : arg(e, s->second), s->flags & INBOUND);
    break;
  case KIND_QUEUE:
    put_queue(e, (s64)e->args[RET] >= 0 ? sock_in((struct file *)e->socket) : NULL);
    break;
  default:
    if (!frequent_step(e, s))
      simple_step(place, index);
  }
  return 0;
}

// Whether a descriptor that an event names is still the one of the operation. The result can come long after the operation: then the
// program may have closed it, and have another one of that number. The engine's tables must not take the one for the other.
static __always_inline bool is_timely(struct io_kiocb *req, u32 process) {
  if (!req)
    return false;
  u32 flags = FOLLOW(struct io_kiocb, req, ctx, flags);
  return !(flags & (COOP_TASKRUN | DEFER_TASKRUN)) && bpf_get_current_pid_tgid() >> 32 == process;
}

static __always_inline bool is_ordinary(u64 number) { return number < DIRECT; }

// Leaves out numbers that are another descriptor's by now.
static __always_inline void check_numbers(struct record *e, struct request *r, struct io_kiocb *req) {
  s64 ret = e->args[RET];
  bool timely = is_timely(req, r->process);
  if (r->opens && ret >= 0 && is_ordinary(ret) && (!timely || !file_of(ret)))
    e->args[RET] = NO_NUMBER;
  bool closes = r->operation == OP_CLOSE, of_socket = r->operation == OP_CONNECT || r->operation == OP_LISTEN;
  if (is_ordinary(e->args[0]) && ((closes && ret >= 0 && (!timely || file_of(e->args[0]))) || (of_socket && !timely)))
    e->args[0] = NO_NUMBER;
}

// The event of a request with this result: arguments, and everything else that its steps need. Without `req`, which is the kernel's own
// request, what stands only there is unknown.
static __always_inline bool prepare(struct record *e, struct request *r, struct io_kiocb *req, s64 ret) {
  u32 plan = *(volatile u32 *)&control.plan, check, judged, recipe = r->recipe;
  if ((ret < 0 && control.drop_failed) || rejected_by_result(recipe, plan, ret, &check, &judged))
    return false;
  bool of_descriptor = judged & (OF_ARGUMENT | OF_RESULT); // whether the engine has it is only asked for calls
  if (of_descriptor)
    pass(recipe);
  begin(e, recipe, r->thread);
  e->plan = plan;
  e->check = of_descriptor ? PASSES : check;
  e->judged = 0;
  e->removes = false;
  e->compat = false;
  e->kept = bpf_get_current_pid_tgid() >> 32 == r->process ? OF_CURRENT : OF_OTHER;
  for (u32 i = 0; i < 6; i++)
    e->args[i] = r->args[i];
  e->args[RET] = ret;
  e->args[NR] = recipe;
  check_numbers(e, r, req);
  bool direct = r->opens && ret >= DIRECT && ret != NO_NUMBER;
  e->file = direct ? direct_file(req, ret) : 0;
  e->socket = req ? (u64)FOLLOW(struct io_kiocb, req, cmd.file) : 0;
  return true;
}

// Writes the event and sends it. The last program of those that have something to tell: the verifier checks the steps only here.
SEC("raw_tp/io_uring_complete")
int BPF_PROG(uring_event) {
  u32 place = place_of(URING);
  struct record *e = record(place);
  if (!e)
    return 0;
  struct recipe *r = recipe_of(e->recipe);
  for (u32 i = 0; i < STEPS; i++) {
    if (i >= r->count)
      break;
    uring_step(place, i);
  }
  if (!is_rejected(e)) {
    if (e->kept == OF_CURRENT && bases_of(e))
      tell_file(place, e->base[0]);
    if (e->kept == OF_CURRENT && bases_of(e) > 1)
      tell_file(place, e->base[1]);
    deliver(e);
  }
  forget(e->request, e->has_long_texts);
  give_back(e);
  return 0;
}

struct {
  __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
  __uint(max_entries, 1);
  __uint(key_size, 4);
  __uint(value_size, 4);
} uring_programs SEC(".maps");
