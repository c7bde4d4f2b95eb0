// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Small events of tracepoints besides system calls, each in memory of its own: most may come in the middle of another program.
#pragma once
#include "process.h"
#include "ring.h"

struct aside {
  u32 place; // its own
  u32 unwoken;
  u32 cpu, zero; // from here on it goes into the ring
  u8 data[112];
};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, WRITERS);
  __type(key, u32);
  __type(value, struct aside);
} asides SEC(".maps");

static __always_inline struct aside *aside(enum writer writer) {
  u32 place = place_of(writer);
  struct aside *a = bpf_map_lookup_elem(&asides, &place);
  if (!a)
    return NULL;
  a->place = place;
  a->cpu = bpf_get_smp_processor_id();
  return a;
}

// Where the parameters of an event with so many of them begin.
#define FIRST(params) (HEADER + 2 * (params))

// The event of a recipe, whose parameters are written, into a ring of the kernel's.
static __always_inline int send_into(void *ring, struct aside *a, u32 recipe, u32 thread, u32 params, u32 length) {
  u32 place = a->place;
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  struct recipe *r = recipe_of(recipe);
  if (!c || !ring)
    return 0;
  keep_cpu();
  header(a->data, thread, r, params, length);
  count(c, r, bpf_ringbuf_output(ring, &a->cpu, PREFIX + length, wake_up(&a->unwoken, length)));
  give_cpu();
  return 0;
}

// The same into the ring of life, if there is room.
static __always_inline int send_into_life(struct aside *a, u32 recipe, u32 thread, u32 params, u32 length) {
  u32 place = a->place;
  struct recipe *r = recipe_of(recipe);
  if (has_room_in(&life, cpus, rank_of(r, 0), PREFIX + length))
    return send_into(&life, a, recipe, thread, params, length);
  struct counters *c = bpf_map_lookup_elem(&counters, &place);
  if (c)
    count(c, r, true);
  return 0;
}

// Into that of this CPU.
static __always_inline int send_aside(struct aside *a, u32 recipe, u32 thread, u32 params, u32 length) {
  u32 cpu = a->cpu;
  return send_into(bpf_map_lookup_elem(&rings, &cpu), a, recipe, thread, params, length);
}

static __always_inline void aside_u32(struct aside *a, u32 place, u32 value) { *(u32 *)(a->data + place) = value; }

static __always_inline void aside_u64(struct aside *a, u32 place, u64 value) { *(u64 *)(a->data + place) = value; }

// Switches and page faults are attached only while a rule asks for them.
// next, pgft_maj, pgft_min, vm_size, vm_rss, vm_swap: of the thread that leaves the CPU.
SEC("tp_btf/sched_switch")
int BPF_PROG(sched_switch, bool preempt, struct task_struct *from, struct task_struct *to) {
  struct aside *a = wanted(RECIPE_SWITCH) ? aside(SWITCH) : NULL;
  if (!a)
    return 0;
  struct mm_struct *mm = BPF_CORE_READ(from, mm);
  u32 at = FIRST(6);
  aside_u64(a, HEADER, 0x0004000800080008);
  aside_u32(a, HEADER + 8, 0x00040004);
  aside_u64(a, at, (s64)BPF_CORE_READ(to, pid));
  aside_u64(a, at + 8, BPF_CORE_READ(from, maj_flt));
  aside_u64(a, at + 16, BPF_CORE_READ(from, min_flt));
  aside_u32(a, at + 24, mm ? kilobytes(BPF_CORE_READ(mm, total_vm)) : 0);
  aside_u32(a, at + 28, mm ? kilobytes(rss(mm, 0) + rss(mm, 1) + rss(mm, 3)) : 0);
  aside_u32(a, at + 32, mm ? kilobytes(rss(mm, 2)) : 0);
  return send_aside(a, RECIPE_SWITCH, BPF_CORE_READ(from, pid), 6, at + 36);
}

#if defined(__TARGET_ARCH_x86)
#define INSTRUCTION(regs) BPF_CORE_READ(regs, ip)
#elif defined(__TARGET_ARCH_arm64)
#define INSTRUCTION(regs) BPF_CORE_READ(regs, pc)
#endif

// addr, ip, error.
static __always_inline int page_fault(
    enum writer writer, unsigned long address, struct pt_regs *regs, unsigned long error) {
  struct aside *a = aside(writer);
  u64 thread = bpf_get_current_pid_tgid();
  if (!a || !wanted(RECIPE_PAGE_FAULT) || thread >> 32 == control.own_tgid)
    return 0;
  struct step *flags = &recipes[RECIPE_PAGE_FAULT].steps[2];
  u32 at = FIRST(3);
  aside_u32(a, HEADER, 0x00080008);
  *(u16 *)(a->data + HEADER + 4) = 4;
  aside_u64(a, at, address);
  aside_u64(a, at + 8, INSTRUCTION(regs));
  aside_u32(a, at + 16, step_bits(error, flags->first | (u32)flags->second << 16, 0));
  return send_aside(a, RECIPE_PAGE_FAULT, thread, 3, at + 20);
}

SEC("tp_btf/page_fault_user")
int BPF_PROG(page_fault_user, unsigned long address, struct pt_regs *regs, unsigned long error) {
  return page_fault(FAULT_USER, address, regs, error);
}

SEC("tp_btf/page_fault_kernel")
int BPF_PROG(page_fault_kernel, unsigned long address, struct pt_regs *regs, unsigned long error) {
  return page_fault(FAULT_KERNEL, address, regs, error);
}
