// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Operations of io_uring become the events of the system calls that do the same. A request is kept from its submission, when the
// kernel has copied its names, to its completion, which has the result but no names any more. Both may happen in other threads than
// the program's: workers, a thread that polls the queue. They have its memory and its descriptors, and the event gets the thread
// that submitted the request.
#pragma once
#include "run.h"
#include "uring_types.h"

// The recipe of the system call for each operation of io_uring (Operations.java); a number above those of system calls for none.
#define OPERATIONS 64
u16 operations[OPERATIONS] SEC(".bss.operations");

enum operation {
  OP_ACCEPT = 13,
  OP_CONNECT = 16,
  OP_OPENAT = 18,
  OP_CLOSE = 19,
  OP_OPENAT2 = 28,
  OP_RENAMEAT = 35,
  OP_UNLINKAT = 36,
  OP_MKDIRAT = 37,
  OP_SYMLINKAT = 38,
  OP_LINKAT = 39,
  OP_SOCKET = 45,
  OP_LISTEN = 57,
};
enum { FIXED_FILE = 1, SKIPS_SUCCESS = 64 }; // of a request
enum { COOP_TASKRUN = 1 << 8, DEFER_TASKRUN = 1 << 13 }; // of a ring: results of workers come when the program makes its next call
enum { OF_CURRENT = 1, OF_OTHER }; // the process of a request is the one that completes it; or another: a worker of the kernel's
#define EINPROGRESS 115
#define O_LARGEFILE 0100000
#define PF_IO_WORKER 0x10

// Descriptors of a ring have numbers of their own, from 0 on. As a process can have several rings, the event's number also contains
// a hash of the ring. No process can have an ordinary descriptor of that number.
#define DIRECT 0x40000000u
#define SLOT_BITS 20
#define ANY_SLOT (~0u) // the kernel chooses, and the result is the slot
#define NO_NUMBER 0x7fffffff // a descriptor of which the kernel does not tell the number

#define SHORT_TEXT 160
#define ADDRESS_MAX 128
#define NO_ARGUMENT 0xff

struct request {
  u64 args[6]; // as those of the system call; of a text, its address
  u64 user_data; // the program's own number of the request: the kernel uses the memory of a request again
  u32 thread;
  u32 process;
  u32 operation;
  u32 recipe;
  u32 ring; // DIRECT, and its hash
  u32 slot; // where the new descriptor is stored, plus 1; 0: it is an ordinary one
  u8 text_of[2]; // the argument whose text is kept
  u8 is_long[2]; // it is in long_texts
  u8 opens; // the result is a descriptor
  u8 has_address; // in the place of the first text, for argument 1
  u8 text[2][SHORT_TEXT];
};

// Some requests have no completion, such as those that are linked to one that failed: the oldest make room for new ones. Requests that
// cannot be kept are told at their submission, as those without a result.
struct {
  __uint(type, BPF_MAP_TYPE_LRU_HASH);
  __uint(max_entries, 8192);
  __type(key, u64);
  __type(value, struct request);
} requests SEC(".maps");

struct long_text {
  u8 bytes[TEXT_MAX];
};

struct {
  __uint(type, BPF_MAP_TYPE_LRU_HASH);
  __uint(max_entries, 512);
  __type(key, u64); // the request's, plus 1 or 2
  __type(value, struct long_text);
} long_texts SEC(".maps");

// A request while it is put together, on each CPU.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, struct request);
} drafts SEC(".maps");

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

static __always_inline u32 number_in(u32 ring, u32 slot) { return ring | (slot & ((1 << SLOT_BITS) - 1)); }

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

// The name that the kernel has copied.
#define NAME_OF(type, req, field)                                                                                      \
  ({                                                                                                                   \
    u64 name_;                                                                                                         \
    if (bpf_core_field_exists(((struct type *)(req))->field))                                                          \
      name_ = (u64)FOLLOW(struct type, req, field, name);                                                              \
    else                                                                                                               \
      name_ = (u64)FOLLOW(struct type##___v7_0, req, field.__incomplete_filename, name);                               \
    name_;                                                                                                             \
  })

static __always_inline void set_text(struct request *r, u32 which, u32 argument, u64 address) {
  r->args[argument] = address;
  r->text_of[which & 1] = argument;
}

static __always_inline void set_open(struct request *r, struct io_kiocb *req, bool has_how) {
  u64 flags = FOLLOW(struct io_open, req, how.flags) & ~(u64)O_LARGEFILE; // the kernel adds this one
  r->args[0] = (s64)FOLLOW(struct io_open, req, dfd);
  set_text(r, 0, 1, NAME_OF(io_open, req, filename));
  r->args[has_how ? 3 : 2] = flags;
  r->args[has_how ? 4 : 3] = FOLLOW(struct io_open, req, how.mode);
  if (has_how)
    r->args[5] = FOLLOW(struct io_open, req, how.resolve);
  r->slot = FOLLOW(struct io_open, req, file_slot);
  r->opens = true;
}

static __always_inline void set_rename(struct request *r, struct io_kiocb *req) {
  r->args[0] = (s64)FOLLOW(struct io_rename, req, old_dfd);
  set_text(r, 0, 1, NAME_OF(io_rename, req, oldpath));
  r->args[2] = (s64)FOLLOW(struct io_rename, req, new_dfd);
  set_text(r, 1, 3, NAME_OF(io_rename, req, newpath));
  r->args[4] = FOLLOW(struct io_rename, req, flags);
}

// linkat's arguments are those of renameat; symlinkat has no directory for the first name.
static __always_inline void set_link(struct request *r, struct io_kiocb *req, bool symbolic) {
  u64 from = NAME_OF(io_link, req, oldpath), to = NAME_OF(io_link, req, newpath);
  s64 under = FOLLOW(struct io_link, req, new_dfd);
  if (symbolic) {
    set_text(r, 0, 0, from);
    r->args[1] = under;
    set_text(r, 1, 2, to);
    return;
  }
  r->args[0] = (s64)FOLLOW(struct io_link, req, old_dfd);
  set_text(r, 0, 1, from);
  r->args[2] = under;
  set_text(r, 1, 3, to);
  r->args[4] = FOLLOW(struct io_link, req, flags);
}

// The address takes the place of the first text. It is read at once: the program may use its memory for something else as soon as
// the kernel has its copy.
static __always_inline void set_connect(struct request *r, struct io_kiocb *req) {
  u64 length = (u32)FOLLOW(struct io_connect, req, addr_len);
  if (length > ADDRESS_MAX)
    length = ADDRESS_MAX;
  BOUND(length, 255);
  bool failed = bpf_probe_read_user(r->text[0], length, FOLLOW(struct io_connect, req, addr));
  r->args[1] = (u64)r->text[0]; // of the draft: where the request is kept, it has another place
  r->args[2] = failed ? 0 : length;
  r->has_address = true;
}

static __always_inline void set_socket(struct request *r, struct io_kiocb *req) {
  r->args[0] = FOLLOW(struct io_socket, req, domain);
  r->args[1] = FOLLOW(struct io_socket, req, type) | FOLLOW(struct io_socket, req, flags);
  r->args[2] = FOLLOW(struct io_socket, req, protocol);
  r->slot = FOLLOW(struct io_socket, req, file_slot);
  r->opens = true;
}

static __always_inline void set_accept(struct request *r, struct io_kiocb *req) {
  r->args[3] = FOLLOW(struct io_accept, req, flags);
  r->slot = FOLLOW(struct io_accept, req, file_slot);
  r->opens = true;
}

static __always_inline void set_close(struct request *r, struct io_kiocb *req) {
  u32 slot = FOLLOW(struct io_close, req, file_slot);
  r->args[0] = slot ? number_in(r->ring, slot - 1) : FOLLOW(struct io_close, req, fd);
}

// What the system call's arguments would be.
static __always_inline void set_arguments(struct request *r, struct io_kiocb *req, u32 operation, u32 flags) {
  u32 fd = FOLLOW(struct io_kiocb, req, cqe.fd);
  r->args[0] = flags & FIXED_FILE ? number_in(r->ring, fd) : fd;
  switch (operation) {
  case OP_OPENAT:
  case OP_OPENAT2:
    set_open(r, req, operation == OP_OPENAT2);
    break;
  case OP_CLOSE:
    set_close(r, req);
    break;
  case OP_RENAMEAT:
    set_rename(r, req);
    break;
  case OP_LINKAT:
  case OP_SYMLINKAT:
    set_link(r, req, operation == OP_SYMLINKAT);
    break;
  case OP_UNLINKAT:
    r->args[0] = (s64)FOLLOW(struct io_unlink, req, dfd);
    set_text(r, 0, 1, NAME_OF(io_unlink, req, filename));
    r->args[2] = FOLLOW(struct io_unlink, req, flags);
    break;
  case OP_MKDIRAT:
    r->args[0] = (s64)FOLLOW(struct io_mkdir, req, dfd);
    set_text(r, 0, 1, NAME_OF(io_mkdir, req, filename));
    r->args[2] = FOLLOW(struct io_mkdir, req, mode);
    break;
  case OP_CONNECT:
    set_connect(r, req);
    break;
  case OP_ACCEPT:
    set_accept(r, req);
    break;
  case OP_SOCKET:
    set_socket(r, req);
    break;
  case OP_LISTEN:
    if (bpf_core_type_exists(struct io_listen))
      r->args[1] = FOLLOW(struct io_listen, req, backlog);
    break;
  }
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

// The event of a request with this result: arguments, and everything else that its steps need.
static __always_inline bool prepare(struct record *e, struct request *r, struct io_kiocb *req, s64 ret) {
  u32 plan = *(volatile u32 *)&control.plan, check, judged, recipe = r->recipe;
  if ((ret < 0 && control.drop_failed) || rejected_by_result(recipe, plan, ret, &check, &judged))
    return false;
  bool of_descriptor = judged & (OF_ARGUMENT | OF_RESULT); // whether the engine has it is only asked for calls
  begin(e, recipe, r->thread);
  e->plan = plan;
  e->check = of_descriptor ? PASSES : check;
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
  e->socket = (u64)FOLLOW(struct io_kiocb, req, file);
  return true;
}

static __always_inline void forget(u64 key, bool has_long_texts) {
  for (u32 i = 1; has_long_texts && i <= 2; i++) {
    u64 text = key + i;
    bpf_map_delete_elem(&long_texts, &text);
  }
  if (key)
    bpf_map_delete_elem(&requests, &key);
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
  if (!is_judged(e) || !is_rejected(e)) {
    if (e->kept == OF_CURRENT && e->bases)
      tell_directory(place, e->base[0]);
    if (e->kept == OF_CURRENT && e->bases > 1)
      tell_directory(place, e->base[1]);
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

// Copies the texts, which the kernel frees before the completion.
static __always_inline bool keep_texts(struct record *e, struct request *r, u64 key) {
  for (u32 i = 0; i < 2; i++) {
    u64 argument = r->text_of[i];
    if (argument >= 6)
      continue;
    u64 address = r->args[argument];
    r->is_long[i] = bpf_probe_read_kernel_str(r->text[i], SHORT_TEXT, (void *)address) == SHORT_TEXT;
    u64 text_key = key + 1 + i;
    if (!r->is_long[i])
      continue;
    bpf_probe_read_kernel_str(e->temp, TEXT_MAX, (void *)address);
    if (bpf_map_update_elem(&long_texts, &text_key, e->temp, 0))
      return false;
  }
  return true;
}

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
