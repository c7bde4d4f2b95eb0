// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The event being built on this CPU, and what writes its parameters.
#pragma once
#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

// Makes a typed pointer of an address (since Linux 6.2): following it is a load, where a read by helper is a call.
extern void *bpf_rdonly_cast(const void *object, u32 type) __ksym __weak;
#define FOLLOW(type, address, ...)                                                                                     \
  ({                                                                                                                   \
    type *object_ = (type *)(address); /* in front: what stands in BPF_CORE_READ is taken for the kernel's own */      \
    bpf_rdonly_cast ? ___arrow(((type *)bpf_rdonly_cast(object_, bpf_core_type_id_kernel(type))), __VA_ARGS__)         \
                    : BPF_CORE_READ(object_, __VA_ARGS__);                                                             \
  })

// A number of 8 bytes in the kernel's memory.
#define WORD(address) ((u64)FOLLOW(struct timespec64, (void *)(address), tv_sec))

#define DATA_MASK 0xffff // an event ends below 64 KiB
#define TEMP_MASK 0x1fff
#define TEXT_MAX 4096

// args[RET] is the call's result, args[NR] its number; both can be named by a recipe like an argument.
enum { RET = 6, NR = 7, ARGS = 8 };

#define PREFIX 8  // u32 CPU, u32 unused: in front of each event in a ring
#define HEADER 26 // u64 time, u64 thread, u32 length, u16 type, u32 number of parameters

// The programs that the kernel calls; what they continue in counts as theirs. Since about Linux 7.0 one can be preempted, and
// another one runs on its CPU meanwhile: so each has memory of its own on each CPU. The same program does not run there a second
// time meanwhile: the kernel passes that call over and counts it (docs/kernels.md).
enum writer { SYS_EXIT, URING, EXEC, RECORDS, EXIT = RECORDS, SIGNAL, SWITCH, FAULT_USER, FAULT_KERNEL, WRITERS };

// How many CPUs there can be; set before the probe is loaded.
const volatile u32 cpus SEC(".rodata.cpus") = 1;

// Where a writer's memory on this CPU is, in each map that has some.
// That of the first is the CPU's number, without a load.
static __always_inline u32 place_of(enum writer writer) {
  return (writer ? writer * cpus : 0) + bpf_get_smp_processor_id();
}

// Of the writers whose events are put together step by step: the first RECORDS.
struct record {
  u64 args[ARGS];
  u64 text; // address of a text in the kernel that comes with the tracepoint
  u64 file; // the open file that the result names, once it was looked up
  u64 request; // of io_uring: its address, where it was kept
  u64 socket; // the file that a request of io_uring works on
  u64 thread;
  u64 dentry, mount, root; // where a walk towards the root is
  u64 top, top_mount; // where it ends, if it follows the path that the call was given
  u32 recipe;
  u32 pos;    // where the next parameter's bytes go
  u32 params; // how many have been written
  u32 compat; // a 32-bit call
  u32 path; // where in data the path stands that the call was given, and how long it is, with its zero
  u32 path_length;
  u32 entry;     // the recipe of the entry, where the path is to be checked, or 0
  s32 directory; // that the path is relative to
  u32 bases;     // directories from which relative paths of the call start
  s32 base[2];
  u32 behind;    // bytes of the entry's event behind its path
  u32 rooted; // the path that was walked lies below a root
  u32 details; // where the next detail goes (details.h)
  u32 walk;   // where the path that is being walked begins in temp
  u32 unwoken; // bytes since the engine was woken from here
  u32 place;   // the record's own
  u32 plan;    // by which the event is judged
  u32 check;   // the first check of its condition (judge.h)
  u32 texts_of; // the parameter in which texts were looked for
  u32 state;    // of the automaton that looks for them
  u32 kept;     // the addresses among the arguments are the probe's: a request of io_uring
  u64 texts;
  u64 classes; // in which the thread may be
  u32 has_long_texts; // the request has texts that are kept apart
  u32 borrowed; // a program uses the record (uring.h)
  u32 judged;  // what is known of the call (judge.h)
  u32 removes; // an open or a close after which the engine has nothing under the descriptor's number (descriptors.h)
  u32 lost;    // the event found no room
  u32 named;   // the path has to be a name of the file
  u32 begins;  // a descriptor from which a relative path starts is in `directory`
  u32 became;  // what became of an opened file: see outcome
  u64 asked;   // flags and mode of an open as the call has them, if it may be kept after it was rejected (rejections.h); else NOT_KEPT
  u32 cpu; // from here on it goes into the ring
  u32 zero;
  u8 data[2 * (DATA_MASK + 1)];
  u8 temp[2 * (TEMP_MASK + 1)];
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, RECORDS); // for each CPU: the loader multiplies, here and in the maps below
  __type(key, u32);
  __type(value, struct record);
} records SEC(".maps");

// A global function is told the place, and asks for the record again: a pointer cannot be its argument.
static __always_inline struct record *record(u32 place) { return bpf_map_lookup_elem(&records, &place); }

// Clang must not know the range, or it drops the mask that the verifier wants to see.
#define BOUND(value, mask) asm volatile("%0 &= %1" : "+r"(value) : "i"(mask))

static __always_inline u8 *at(struct record *e) {
  u64 pos = e->pos;
  BOUND(pos, DATA_MASK);
  return e->data + pos;
}

// A parameter of so many bytes has been written at the current place.
static __always_inline void wrote(struct record *e, u32 length) {
  u64 slot = e->params;
  BOUND(slot, 63);
  *(u16 *)(e->data + HEADER + 2 * slot) = length;
  e->params = slot + 1;
  e->pos += length;
}

static __always_inline void put_u8(struct record *e, u8 value) {
  *at(e) = value;
  wrote(e, 1);
}

static __always_inline void put_u16(struct record *e, u16 value) {
  *(u16 *)at(e) = value;
  wrote(e, 2);
}

static __always_inline void put_u32(struct record *e, u32 value) {
  *(u32 *)at(e) = value;
  wrote(e, 4);
}

static __always_inline void put_u64(struct record *e, u64 value) {
  *(u64 *)at(e) = value;
  wrote(e, 8);
}

static __always_inline void put_number(struct record *e, u64 value, u32 size) {
  *(u64 *)at(e) = value;
  wrote(e, size);
}

static __always_inline void put_empty(struct record *e) { wrote(e, 0); }

// A text with its zero; length 0 where there is none or it cannot be read.
static __always_inline u32 put_user_text(struct record *e, u64 address) {
  long length = address ? bpf_probe_read_user_str(at(e), TEXT_MAX, (void *)address) : 0;
  if (length < 0)
    length = 0;
  e->path = e->pos;
  e->path_length = length;
  wrote(e, length);
  return length;
}

static __always_inline u32 put_kernel_text(struct record *e, const void *address) {
  long length = address ? bpf_probe_read_kernel_str(at(e), TEXT_MAX, address) : 0;
  if (length < 0)
    length = 0;
  wrote(e, length);
  return length;
}

// Bytes as they are: all of them or, where a page is missing, none.
static __always_inline u32 put_user_bytes(struct record *e, u64 address, u64 length) {
  if (length > DATA_MASK)
    length = DATA_MASK;
  BOUND(length, DATA_MASK);
  if (!address || bpf_probe_read_user(at(e), length, (void *)address))
    length = 0;
  wrote(e, length);
  return length;
}

// Texts that each end with a zero; the last one is cut where it is too long.
static __always_inline void put_user_texts(struct record *e, u64 start, u64 end, u32 most) {
  u64 length = end > start ? end - start : 0;
  if (length > most)
    length = most;
  BOUND(length, 0x1fff);
  if (!start || !length || bpf_probe_read_user(at(e), length, (void *)start))
    length = 0;
  if (length) {
    u64 last = e->pos + length - 1;
    BOUND(last, DATA_MASK);
    e->data[last] = 0;
  }
  wrote(e, length);
}
