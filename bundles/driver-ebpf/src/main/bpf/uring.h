// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Operations of io_uring become the events of the system calls that do the same: uring_request.h keeps a request, uring_arguments.h reads
// its arguments, uring_event.h writes its event, and uring_overflow.h finds it where the kernel does not name it. Submission and completion may happen in other threads than the program's: workers, a
// thread that polls the queue. They have its memory and its descriptors, and the event gets the thread that submitted the request.
#pragma once
#include "uring_arguments.h"
#include "uring_event.h"
#include "uring_overflow.h"
#include "uring_places.h"

// The recipe of the system call for each operation of io_uring (RingOperations.java); a number above those of system calls for none.
#define OPERATIONS 64
u16 operations[OPERATIONS] SEC(".bss.operations");

// Counts a request that is told before its result is known, because too many are in progress.
static __always_inline void count_early(struct record *e) {
  u32 place = e->place;
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  if (c)
    c->early++;
}

// Prepares the event of the request in the draft before its result is known, nor whether it succeeds, or is ever performed: a close is
// not told, because the engine would forget a descriptor that is still open, and a connection is told as one that has begun. A connection
// that is still to be accepted has nothing to tell.
static __always_inline bool prepare_early(struct record *e, struct request *r, struct io_kiocb *req) {
  s64 result = r->operation == OP_CONNECT ? -EINPROGRESS : r->opens ? NO_NUMBER : 0;
  return r->operation != OP_ACCEPT && r->operation != OP_CLOSE && prepare(e, r, req, result);
}

// Keeps the request in the draft. Returns whether one is to be told now: this one, if it will not tell its success or cannot be kept, or the
// one whose place it takes.
static __always_inline bool is_told_now(struct record *e, struct request *r, struct io_kiocb *req, bool skips) {
  u64 key = (u64)req;
  e->request = 0;
  e->has_long_texts = false;
  if (skips) {
    forget(key, true); // an earlier request that had this memory
  } else if (choose_place(r), keep(e, r, key)) {
    e->request = take_place(r, key);
    if (!e->request)
      return false;
    e->has_long_texts = has_long_texts(r);
    point_to_texts(r, e->request);
    req = NULL;
  }
  if (!skips)
    count_early(e);
  if (prepare_early(e, r, req))
    return true;
  forget(e->request, e->has_long_texts);
  return false;
}

static __always_inline u32 recipe_of_operation(u64 operation) {
  if (operation >= OPERATIONS)
    return SYSCALLS;
  BOUND(operation, OPERATIONS - 1);
  return operations[operation];
}

static __always_inline int submitted(void *ctx, struct io_kiocb *req) {
  u32 operation = FOLLOW(struct io_kiocb, req, opcode), recipe = recipe_of_operation(operation), flags = 0, cpu;
  if (recipe >= SYSCALLS || !wanted(recipe))
    return 0;
  u64 thread = bpf_get_current_pid_tgid();
  struct record *e = thread >> 32 != control.own_tgid ? borrow() : NULL;
  if (!e)
    return 0;
  cpu = e->cpu;
  struct request *r = bpf_map_lookup_elem(&drafts, &cpu);
  if (r) {
    __builtin_memset(r, 0, __builtin_offsetof(struct request, text)); // texts end with a zero
    // The thread that polls a queue is none of the program's own: the request is the process's.
    r->thread = FOLLOW(struct task_struct, task(), flags) & PF_IO_WORKER ? thread >> 32 : thread;
    r->process = thread >> 32;
    r->operation = operation;
    r->user_data = FOLLOW(struct io_kiocb, req, cqe.user_data);
    r->recipe = recipe;
    r->text_of[0] = r->text_of[1] = NO_ARGUMENT;
    r->ring = DIRECT | (u32)(mix(control.seed, ADDRESS(struct io_kiocb, req, ctx)) >> 54) << SLOT_BITS;
    bpf_probe_read_kernel(&flags, sizeof(flags), (void *)req + bpf_core_field_offset(struct io_kiocb, flags));
    set_arguments(r, req, operation, flags);
    if (is_told_now(e, r, req, flags & SKIPS_SUCCESS))
      bpf_tail_call_static(ctx, &uring_programs, 0);
  }
  give_back(e);
  return 0;
}

SEC("raw_tp/io_uring_submit_req")
int BPF_PROG(uring_submitted, struct io_kiocb *req) { return submitted(ctx, req); }

// The same until Linux 6.3.
SEC("raw_tp/io_uring_submit_sqe")
int BPF_PROG(uring_submitted_sqe, struct io_kiocb *req) { return submitted(ctx, req); }

static __always_inline s64 result_of(struct request *r, s32 ret) {
  if (ret < 0 || !r->slot)
    return ret;
  return number_in(r->ring, r->slot == ANY_SLOT ? ret : r->slot - 1);
}

// Tells a request that was kept; returns if it was not.
static __always_inline void completed(void *ctx, struct io_kiocb *req) {
  u64 key = (u64)req;
  struct request *r = bpf_map_lookup_elem(&requests, &key);
  if (!r)
    return;
  bool is_same = r->user_data == FOLLOW(struct io_kiocb, req, cqe.user_data) && r->operation == FOLLOW(struct io_kiocb, req, opcode);
  struct record *e = is_same ? borrow() : NULL;
  if (!e) {
    forget(key, has_long_texts(r));
    return;
  }
  point_to_texts(r, key);
  e->request = key;
  e->has_long_texts = has_long_texts(r);
  if (prepare(e, r, req, result_of(r, FOLLOW(struct io_kiocb, req, cqe.res))))
    bpf_tail_call_static(ctx, &uring_programs, 0);
  forget(key, e->has_long_texts);
  give_back(e);
}

SEC("raw_tp/io_uring_complete")
int BPF_PROG(uring_completed, void *ring, struct io_kiocb *req) {
  if (req && recipe_of_operation(FOLLOW(struct io_kiocb, req, opcode)) < SYSCALLS)
    completed(ctx, req);
  return 0;
}

// A result for which the program left no room. The kernel does not name the request.
SEC("raw_tp/io_uring_cqe_overflow")
int BPF_PROG(uring_overflowed, struct io_ring_ctx *ring, u64 user_data) {
  struct io_kiocb *req = of_worker(ring, user_data);
  if (!req)
    req = finished(ring, user_data);
  if (req)
    completed(ctx, req);
  return 0;
}
