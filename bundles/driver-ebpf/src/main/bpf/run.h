// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Runs a recipe: a list of steps, each of which writes one or a few parameters. The same loop is compiled once for each
// class of steps; a kernel that rejects one class still runs the others.
#pragma once
#include "network.h"
#include "messages.h"
#include "directories.h"
#include "streams.h"
#include "judge.h"
#include "executable.h"
#include "kinds.h"

static __always_inline struct step *step_of(u32 recipe, u32 index) {
  struct recipe *r = recipe_of(recipe);
  return index < STEPS ? &r->steps[index] : NULL;
}

static __always_inline void begin(struct record *e, u32 recipe, u64 thread) {
  struct recipe *r = recipe_of(recipe);
  e->recipe = recipe;
  e->params = 0;
  e->file = 0;
  e->entry = 0;
  e->bases = 0;
  e->named = 0;
  e->begins = 0;
  e->path = 0;
  e->path_length = 0;
  e->asked = NOT_KEPT;
  e->thread = thread;
  e->pos = HEADER + 2 * r->params;
}

// Every program has the simple steps; of the others only those that its recipes need.
enum { PLAIN = 1, FILES = 2, NETWORK = 4, TASK = 8, PROCESS = 16, SELDOM = 32 };

// The last text starts there if it is relative; arg: the descriptor, RET for the current directory. After a failure it is of no use where
// the engine follows the current directory; that of a descriptor it may not have.
static __always_inline void note_base(struct record *e, struct step *s, u64 value) {
  bool relative = is_relative(e);
  if (relative ? (s64)e->args[RET] >= 0 || s->arg != RET : s->arg != RET && lacks_file(value))
    add_base(e, s->arg == RET ? AT_FDCWD : value);
}

__noinline int simple_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  u32 range = s->first | (u32)s->second << 16;
  switch (s->kind) {
  case KIND_BITS:
    put_number(e, (u32)step_bits(value, range, s->flags & FIRST_MATCH), s->size);
    break;
  case KIND_LOAD:
    e->args[s->second & (ARGS - 1)] = peek(e, s, value ? value + s->first : 0);
    break;
  case KIND_EMPTY:
    put_empty(e);
    break;
  case KIND_CONSTANT:
    put_number(e, s->first, s->size);
    break;
  case KIND_OPEN_MODE:
    put_u32(e, arg(e, s->first) & (O_CREAT | O_TMPFILE) ? value & 07777 : 0);
    break;
  case KIND_TIMESPEC:
    put_u64(e, timespec(value, e->compat));
    break;
  case KIND_MOUNT_FLAGS: // old programs put a magic number into the upper half
    put_u32(e, (value & 0xffff0000) == 0xc0ed0000 ? value & 0xffff : value);
    break;
  case KIND_PEEK:
    put_number(e, peek(e, s, value ? value + s->first : 0), s->size);
    break;
  case KIND_UNDER:
    note_base(e, s, value);
    break;
  case KIND_MOVED: // what the engine takes for the current directory changes now: another thread's may not be the same
    *known_directory(AT_FDCWD) = 0;
    if (change_of(recipe_of(e->recipe)) == ENTERED && (s64)e->args[RET] >= 0)
      add_base(e, e->args[0]);
    break;
  case KIND_MASK:
    e->args[s->arg & (ARGS - 1)] &= s->first;
    break;
  }
  return 0;
}

__noinline int plain_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  u32 range = s->first | (u32)s->second << 16;
  switch (s->kind) {
  case KIND_BYTES: // all of them, as long as the argument says
    put_user_bytes(e, failed(e, s) ? 0 : value, arg(e, s->first));
    break;
  case KIND_VECTOR_WRITTEN:
    step_vector_data(place, value, arg(e, s->first), kept(e, s, DATA_MASK, false));
    break;
  case KIND_VECTOR_READ:
    step_vector_data(place, value, arg(e, s->first), kept(e, s, 0, true));
    break;
  case KIND_VECTOR_SIZE:
    step_vector_size(place, value, arg(e, s->first));
    break;
  case KIND_POLLED:
    step_polled(place, value, arg(e, 1), range);
    break;
  case KIND_DEVICE_NUMBER:
    put_u32(e, user_dev(value));
    break;
  case KIND_PTRACE_ADDRESS:
    put_ptrace_address(e, value);
    break;
  case KIND_PTRACE_DATA:
    put_ptrace_data(e, e->args[0], value);
    break;
  case KIND_PRCTL:
    put_prctl(e);
    break;
  case KIND_FSCONFIG:
    put_fsconfig(e);
    break;
  case KIND_HEADER:
    step_header(place, value);
    break;
  case KIND_SEM_VALUE: // argument 3 counts for one command only
    if ((u32)e->args[2] != SETVAL)
      e->args[3] = 0;
    break;
  case KIND_SEM_OPERATIONS:
    second_operation(e);
    break;
  case KIND_KEYCTL: // the table says of each operation whether this argument counts, and as what
    step_keyctl(place, value, step_bits(e->args[0], range, 1));
    break;
  case KIND_QUOTACTL:
    step_quotactl(place, value, step_bits(value, range, 1));
    break;
  case KIND_OPTION_NAME: // known for SOL_SOCKET only
    put_u8(e, (u32)e->args[1] == 1 ? step_bits(value, range, 1) : 0);
    break;
  }
  return 0;
}

__noinline int file_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  u32 range = s->first | (u32)s->second << 16;
  switch (s->kind) {
  case KIND_OPEN_FLAGS:
    put_u32(e, step_open_flags(place, value, range));
    break;
  case KIND_DEVICE:
    step_device(place);
    break;
  case KIND_LAYER:
    put_u16(e, step_layer(place));
    break;
  case KIND_FD_INODE:
    put_u64(e, failed(e, s) ? 0 : inode_of_fd(value));
    break;
  case KIND_FILE_PATH:
    step_file_path(place);
    break;
  case KIND_NAME: // arg: the directory, RET for none; first: the recipe of the entry; second: its bytes behind the path
    e->named = true;
    e->entry = opened(e) && wanted(s->first) ? s->first : 0;
    e->directory = s->arg == RET ? AT_FDCWD : value;
    e->begins = e->directory != AT_FDCWD;
    e->behind = s->second;
    break;
  }
  return 0;
}

__noinline int network_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  switch (s->kind) {
  case KIND_SOCKADDR:
    step_sockaddr(place, value, arg(e, s->first));
    break;
  case KIND_TUPLE: // second: the argument that points to an address, or RET for none
    if (failed(e, s))
      put_empty(e);
    else
      put_tuple(e, sock_of(value), (s->second & (ARGS - 1)) == RET ? 0 : arg(e, s->second), s->flags & INBOUND);
    break;
  case KIND_QUEUE:
    step_queue(place, value);
    break;
  case KIND_PAIR:
    step_pair(place, value);
    break;
  case KIND_OPTION:
    step_option(place, e->args[1], e->args[2], e->args[3], e->args[4]);
    break;
  }
  return 0;
}

__noinline int task_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  switch (s->kind) {
  case KIND_MEMORY:
    step_memory(place);
    break;
  case KIND_CAPABILITIES:
    step_capabilities(place);
    break;
  }
  return 0;
}

__noinline int process_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  if (!s)
    return 0;
  u64 value = arg(e, s->arg);
  u32 range = s->first | (u32)s->second << 16;
  switch (s->kind) {
  case KIND_PROGRAM:
    step_program(place);
    break;
  case KIND_IDS:
    put_ids(e);
    break;
  case KIND_USAGE:
    step_usage(place);
    break;
  case KIND_COMM:
    put_comm(e);
    break;
  case KIND_CGROUPS:
    put_cgroups(e);
    break;
  case KIND_CLONE_FLAGS:
    put_u32(e, step_clone_flags(value, range));
    break;
  case KIND_EUID:
    put_u32(e, BPF_CORE_READ(task(), cred, euid.val));
    break;
  case KIND_EGID:
    put_u32(e, BPF_CORE_READ(task(), cred, egid.val));
    break;
  case KIND_INNER_IDS:
    put_inner_ids(e);
    break;
  case KIND_NAMESPACE_START:
    put_u64(e, namespace_start(e));
    break;
  case KIND_ENVIRONMENT:
    step_environment(place);
    break;
  case KIND_SESSION:
    step_session(place);
    break;
  case KIND_EXE_FLAGS:
    step_exe_flags(place);
    break;
  case KIND_EXE_INODE:
    step_exe_inode(place);
    break;
  case KIND_EXE_PATH:
    step_exe_path(place);
    break;
  case KIND_PGID:
    put_u64(e, (s64)outer_id(pid_of(task(), PIDTYPE_PGID)));
    break;
  case KIND_KERNEL_TEXT:
    put_kernel_text(e, (void *)e->text);
    break;
  case KIND_ARGV:
    step_argv(place, value);
    break;
  case KIND_ENVP:
    step_envp(place, value);
    break;
  }
  return 0;
}

// What nearly every event consists of is done in place: a call and its return cost more than these steps.
static __always_inline bool frequent_step(struct record *e, struct step *s) {
  u64 value = arg(e, s->arg);
  switch (s->kind) {
  case KIND_NUMBER:
    put_number(e, failed(e, s) ? 0 : s->flags & UNSIGNED ? (u32)value : value, s->size);
    return true;
  case KIND_FD:
    put_u64(e, (s64)(s32)value);
    return true;
  case KIND_TEXT:
    put_user_text(e, failed(e, s) ? 0 : value);
    return true;
  case KIND_WRITTEN:
    put_user_bytes(e, value, kept(e, s, arg(e, s->first), false));
    return true;
  case KIND_READ:
    put_user_bytes(e, value, kept(e, s, 0, true));
    return true;
  }
  return false;
}

// The same by a call: the verifier looks at it once, and not in every round of a program that runs seldom.
__noinline int seldom_step(u32 place, u32 index) {
  struct record *e = record(place);
  struct step *s = e ? step_of(e->recipe, index) : NULL;
  return s ? frequent_step(e, s) : 0;
}

static __always_inline struct record *run_steps(u32 place, u32 classes) {
  struct record *e = record(place);
  if (!e)
    return NULL;
  struct recipe *r = recipe_of(e->recipe);
  for (u32 i = 0; i < STEPS; i++) {
    if (i >= r->count)
      break;
    u32 kind = r->steps[i].kind;
    if (classes & SELDOM ? seldom_step(place, i) : frequent_step(e, &r->steps[i]))
      continue;
    if (kind < KIND_BYTES)
      simple_step(place, i);
    else if ((classes & PLAIN) && kind < KIND_OPEN_FLAGS)
      plain_step(place, i);
    else if ((classes & PLAIN) && kind >= KIND_ONLY)
      e->bases |= DETAILED;
    else if ((classes & FILES) && kind < KIND_SOCKADDR)
      file_step(place, i);
    else if ((classes & NETWORK) && kind < KIND_PROGRAM)
      network_step(place, i);
    else if ((classes & TASK) && (kind == KIND_MEMORY || kind == KIND_CAPABILITIES))
      task_step(place, i);
    else if (classes & PROCESS)
      process_step(place, i);
  }
  return e;
}

static __always_inline int run(u32 place, u32 classes, bool of_life) {
  struct record *e = run_steps(place, classes);
  if (e && of_life)
    finish(e, recipe_of(e->recipe), true);
  else if (e)
    deliver(e);
  return 0;
}
