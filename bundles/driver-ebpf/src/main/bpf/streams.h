// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What a standard stream is, if it is a connection: the engine follows calls, and a socket may have come from another process (SCM_RIGHTS,
// pidfd_getfd). So it is told of it before the event that puts a socket there, and before a program starts with one.
#pragma once
#include "aside.h"
#include "directories.h"
#include "network.h"

#define STREAMS 3
#define ABOUT_SOCKET (~0ull - 3) // instead of the hash of a name (names.h)

// As a claim without another path: the real path is a family, both ends, and the type of the socket, a byte. In the memory for small
// events, which neither a call nor an exec uses. Few sockets become standard streams, so nothing notes what was told.
__noinline int tell_socket(u32 place, s32 fd) {
  struct aside *a = bpf_map_lookup_elem(&asides, &place);
  struct sock *sk = sock_of(fd);
  u16 family = sk ? BPF_CORE_READ(sk, __sk_common.skc_family) : 0;
  if (!a || (family != AF_INET && family != AF_INET6))
    return 0;
  struct inet_sock *inet = (struct inet_sock *)sk;
  u8 *to = a->data + HEADER + 4 * 2;
  u32 ends = family == AF_INET ? 13 : 37;
  u16 own = __builtin_bswap16(BPF_CORE_READ(inet, inet_sport)), other = __builtin_bswap16(BPF_CORE_READ(sk, __sk_common.skc_dport));
  *(u64 *)(a->data + HEADER) = 0x0004000400000008 | (u64)(ends + 2) << 16; // sizes: dirfd, name, flags, mode
  *(s64 *)to = fd;
  to += 8;
  to[0] = family;
  if (family == AF_INET) {
    *(u32 *)(to + 1) = BPF_CORE_READ(inet, inet_saddr);
    *(u16 *)(to + 5) = own;
    *(u32 *)(to + 7) = BPF_CORE_READ(sk, __sk_common.skc_daddr);
    *(u16 *)(to + 11) = other;
    to += 13;
  } else {
    struct ipv6_pinfo *pinet6 = BPF_CORE_READ(inet, pinet6);
    bpf_probe_read_kernel(to + 1, 16, &pinet6->saddr);
    *(u16 *)(to + 17) = own;
    bpf_probe_read_kernel(to + 19, 16, &sk->__sk_common.skc_v6_daddr);
    *(u16 *)(to + 35) = other;
    to += 37;
  }
  to[0] = BPF_CORE_READ(sk, sk_type);
  to[1] = 0;
  *(u64 *)(to + 2) = 0;
  *(u64 *)(to + 10) = ABOUT_SOCKET;
  a->cpu = bpf_get_smp_processor_id();
  u32 cpu = a->cpu, length = HEADER + 4 * 2 + 8 + ends + 2 + 8;
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  if (!ring)
    return 0;
  appear(fd);
  header(a->data, bpf_get_current_pid_tgid(), recipe_of(RECIPE_OPENAT), 4, length);
  length += 8;
  bpf_ringbuf_output(ring, &a->cpu, PREFIX + length, wake_up(&a->unwoken, length));
  return 0;
}

// A call has put something there: the descriptor that it copied, which the engine then copies too, or else the stream itself.
static __always_inline void note_stream(struct record *e) {
  s32 stream = e->args[RET], from = e->args[0];
  if ((u32)stream < STREAMS && change_of(recipe_of(e->recipe)) == RESULT_ADDED)
    tell_socket(e->place, file_of(from) == file_of(stream) ? from : stream);
}
