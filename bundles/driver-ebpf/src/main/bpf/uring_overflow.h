// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Finds the request of a result for which the program left no room: the kernel names only the ring and the program's own number of the
// request.
#pragma once
#include "uring_request.h"

#define FINISHED 1024 // how many requests are searched
#define OVERFLOWS 64

// Where the next search in the list of a ring begins: its results overflow in the order of the list.
struct overflow {
  u64 ring, first, next;
} overflows[OVERFLOWS] SEC(".bss.overflows");

struct search {
  u64 user_data;
  struct io_wq_work_node *node;
  struct io_kiocb *found;
};

static __always_inline bool is_kept(struct io_kiocb *req, u64 user_data) {
  u64 key = (u64)req;
  return FOLLOW(struct io_kiocb, req, cqe.user_data) == user_data && bpf_map_lookup_elem(&requests, &key);
}

// Until about Linux 6.15 a worker of the kernel's completes its request itself: it is the one that it works on.
static __always_inline struct io_kiocb *of_worker(struct io_ring_ctx *ring, u64 user_data) {
  if (!(FOLLOW(struct task_struct, task(), flags) & PF_IO_WORKER))
    return NULL;
  struct io_worker *worker = FOLLOW(struct task_struct___worker, task(), worker_private);
  struct io_wq_work *work = worker ? FOLLOW(struct io_worker, worker, cur_work) : NULL;
  if (!work)
    return NULL;
  struct io_kiocb *req = (void *)work - bpf_core_field_offset(struct io_kiocb, work);
  return FOLLOW(struct io_kiocb, req, ctx) == ring && is_kept(req, user_data) ? req : NULL;
}

static long compare(u32 index, struct search *s) {
  struct io_wq_work_node *node = s->node;
  if (!node)
    return 1;
  s->node = FOLLOW(struct io_wq_work_node, node, next);
  struct io_kiocb *req = (void *)node - bpf_core_field_offset(struct io_kiocb, comp_list);
  if (!is_kept(req, s->user_data))
    return 0;
  s->found = req;
  return 1;
}

// All requests of the ring's list are finished, so each with that number may be told, once.
static __always_inline struct io_kiocb *finished(struct io_ring_ctx *ring, u64 user_data) {
  u64 slot = mix(control.seed, (u64)ring) >> 58;
  BOUND(slot, OVERFLOWS - 1);
  struct overflow *o = &overflows[slot];
  struct io_wq_work_node *first = BPF_CORE_READ(ring, submit_state.compl_reqs.first);
  bool begun = o->ring == (u64)ring && o->first == (u64)first;
  struct search s = {user_data, begun ? (void *)o->next : first, NULL};
  bpf_loop(FINISHED, compare, &s, 0);
  if (!s.found && begun) {
    s.node = first;
    bpf_loop(FINISHED, compare, &s, 0);
  }
  if (s.found) {
    o->ring = (u64)ring;
    o->first = (u64)first;
    o->next = (u64)s.node;
  }
  return s.found;
}
