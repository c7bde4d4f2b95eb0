// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Operations of io_uring become the events of the system calls that do the same: uring_request.h keeps a request, uring_arguments.h reads
// its arguments, uring_event.h writes its event. Submission and completion may happen in other threads than the program's: workers, a
// thread that polls the queue. They have its memory and its descriptors, and the event gets the thread that submitted the request.
#pragma once
#include "uring_arguments.h"
#include "uring_event.h"

// The recipe of the system call for each operation of io_uring (Operations.java); a number above those of system calls for none.
#define OPERATIONS 64
u16 operations[OPERATIONS] SEC(".bss.operations");

// Whether a request is to be told now: one that will not tell its success, and one that cannot be kept. Whether it succeeds, or is ever
// performed, is not known then: a close is not told, because the engine would forget a descriptor that is still open, and a connection is
// told as one that has begun. A connection that is still to be accepted has nothing to tell.
static __always_inline bool is_told_now(struct record *e, struct request *r, struct io_kiocb *req, u32 operation, u32 flags) {
  u64 key = (u64)req;
  if (!(flags & SKIPS_SUCCESS) && keep_texts(e, r, key) && !bpf_map_update_elem(&requests, &key, r, 0))
    return false;
  forget(key, true); // also an earlier request that had this memory
  e->request = 0;
  e->has_long_texts = false;
  s64 result = operation == OP_CONNECT ? -EINPROGRESS : r->opens ? NO_NUMBER : 0;
  return operation != OP_ACCEPT && operation != OP_CLOSE && prepare(e, r, req, result);
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
    if (is_told_now(e, r, req, operation, flags))
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
  bool has_long_texts = r->is_long[0] | r->is_long[1];
  bool is_same = r->user_data == FOLLOW(struct io_kiocb, req, cqe.user_data) && r->operation == FOLLOW(struct io_kiocb, req, opcode);
  struct record *e = is_same ? borrow() : NULL;
  if (!e) {
    forget(key, has_long_texts);
    return;
  }
  for (u32 i = 0; i < 2; i++) {
    u64 argument = r->text_of[i], text_key = key + 1 + i;
    if (argument < 6)
      r->args[argument] = r->is_long[i] ? (u64)bpf_map_lookup_elem(&long_texts, &text_key) : (u64)r->text[i];
  }
  if (r->has_address)
    r->args[1] = (u64)r->text[0];
  e->request = key;
  e->has_long_texts = has_long_texts;
  if (prepare(e, r, req, result_of(r, FOLLOW(struct io_kiocb, req, cqe.res))))
    bpf_tail_call_static(ctx, &uring_programs, 0);
  forget(key, has_long_texts);
  give_back(e);
}

SEC("raw_tp/io_uring_complete")
int BPF_PROG(uring_completed, void *ring, struct io_kiocb *req) {
  if (req && recipe_of_operation(FOLLOW(struct io_kiocb, req, opcode)) < SYSCALLS)
    completed(ctx, req);
  return 0;
}

#define FINISHED 64

// A result for which the program left no room: the kernel names only the program's own number of the request. All requests of the
// list are finished, so each with that number may be told, once.
SEC("raw_tp/io_uring_cqe_overflow")
int BPF_PROG(uring_overflowed, struct io_ring_ctx *ring, u64 user_data) {
  struct io_wq_work_node *node = BPF_CORE_READ(ring, submit_state.compl_reqs.first);
  struct io_kiocb *found = NULL;
  for (u32 i = 0; i < FINISHED; i++) {
    if (!node || found)
      break;
    struct io_kiocb *req = (void *)node - bpf_core_field_offset(struct io_kiocb, comp_list);
    u64 key = (u64)req;
    if (FOLLOW(struct io_kiocb, req, cqe.user_data) == user_data && bpf_map_lookup_elem(&requests, &key))
      found = req;
    node = BPF_CORE_READ(node, next);
  }
  if (found)
    completed(ctx, found);
  return 0;
}
