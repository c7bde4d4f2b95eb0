// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Steps for sockets: addresses, tuples, options.
#pragma once
#include "files.h"

enum { AF_UNIX = 1, AF_INET = 2, AF_INET6 = 10 };
#define S_IFSOCK 0140000
#define SUN_PATH_MAX 109

static __always_inline struct sock *sock_in(struct file *file) {
  if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
    return NULL;
  struct socket *socket = BPF_CORE_READ(file, private_data);
  return BPF_CORE_READ(socket, sk);
}

static __always_inline struct sock *sock_of(s32 fd) { return sock_in(fd >= 0 ? file_of(fd) : NULL); }

// Reads what the caller gave.
static __always_inline long read_given(struct record *e, void *to, u32 length, u64 address) {
  return e->kept ? bpf_probe_read_kernel(to, length, (void *)address) : bpf_probe_read_user(to, length, (void *)address);
}

struct address_in {
  u16 family, port;
  u32 address;
};
struct address_in6 {
  u16 family, port;
  u32 flow, address[4];
};

static __always_inline u32 append(u8 *to, u32 length, const void *from, u32 size) {
  __builtin_memcpy(to + length, from, size);
  return length + size;
}

// The address that a program gave. Other families leave it empty.
__noinline int step_sockaddr(u32 place, u64 address, u32 size) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u64 length = size & 0xffff;
  if (length > 128)
    length = 128;
  __builtin_memset(e->temp, 0, 136);
  BOUND(length, 255);
  if (!length || read_given(e, e->temp, length, address)) {
    put_empty(e);
    return 0;
  }
  u8 *to = at(e);
  u16 family = *(u16 *)e->temp;
  to[0] = family;
  if (family == AF_INET) {
    struct address_in *in = (struct address_in *)e->temp;
    *(u32 *)(to + 1) = in->address;
    *(u16 *)(to + 5) = __builtin_bswap16(in->port);
    wrote(e, 7);
  } else if (family == AF_INET6) {
    struct address_in6 *in = (struct address_in6 *)e->temp;
    __builtin_memcpy(to + 1, in->address, 16);
    *(u16 *)(to + 17) = __builtin_bswap16(in->port);
    wrote(e, 19);
  } else if (family == AF_UNIX) {
    // An abstract name begins with a zero, which is left out.
    u8 *path = e->temp + 2;
    long n = bpf_probe_read_kernel_str(to + 1, SUN_PATH_MAX, path[0] ? path : path + 1);
    wrote(e, 1 + (n > 0 ? n : 0));
  } else {
    put_empty(e);
  }
  return 0;
}

static __always_inline void put_ends(struct record *e, u32 size, bool inbound, u32 *own, u32 *other, u16 *ports) {
  u8 *to = at(e);
  u32 *first = inbound ? other : own, *second = inbound ? own : other;
  to[0] = size == 4 ? AF_INET : AF_INET6;
  if (size == 4) {
    *(u32 *)(to + 1) = first[0];
    *(u16 *)(to + 5) = __builtin_bswap16(ports[inbound ? 1 : 0]);
    *(u32 *)(to + 7) = second[0];
    *(u16 *)(to + 11) = __builtin_bswap16(ports[inbound ? 0 : 1]);
    wrote(e, 13);
    return;
  }
  __builtin_memcpy(to + 1, first, 16);
  *(u16 *)(to + 17) = __builtin_bswap16(ports[inbound ? 1 : 0]);
  __builtin_memcpy(to + 19, second, 16);
  *(u16 *)(to + 35) = __builtin_bswap16(ports[inbound ? 0 : 1]);
  wrote(e, 37);
}

__noinline int tuple_in(u32 place, u64 sock, u64 given, u32 inbound) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct sock *sk = (struct sock *)sock;
  struct inet_sock *inet = (struct inet_sock *)sock;
  u32 own[1] = {BPF_CORE_READ(inet, inet_saddr)};
  u32 other[1] = {BPF_CORE_READ(sk, __sk_common.skc_daddr)};
  u16 ports[2] = {BPF_CORE_READ(inet, inet_sport), BPF_CORE_READ(sk, __sk_common.skc_dport)};
  if (!ports[1] && given) { // not connected: what the caller gave or was given
    struct address_in user = {};
    read_given(e, &user, sizeof(user), given);
    other[0] = user.address;
    ports[1] = user.port;
  }
  put_ends(e, 4, inbound, own, other, ports);
  return 0;
}

__noinline int tuple_in6(u32 place, u64 sock, u64 given, u32 inbound) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct sock *sk = (struct sock *)sock;
  struct inet_sock *inet = (struct inet_sock *)sock;
  u32 own[4] = {}, other[4] = {};
  struct ipv6_pinfo *pinet6 = BPF_CORE_READ(inet, pinet6);
  bpf_probe_read_kernel(own, 16, &pinet6->saddr);
  bpf_probe_read_kernel(other, 16, &sk->__sk_common.skc_v6_daddr);
  u16 ports[2] = {BPF_CORE_READ(inet, inet_sport), BPF_CORE_READ(sk, __sk_common.skc_dport)};
  if (!ports[1] && given) {
    struct address_in6 user = {};
    read_given(e, &user, sizeof(user), given);
    __builtin_memcpy(other, user.address, 16);
    ports[1] = user.port;
  }
  put_ends(e, 16, inbound, own, other, ports);
  return 0;
}

// Both sockets' addresses in the kernel, and the path of the listening end.
__noinline int tuple_unix(u32 place, u64 sock, u64 given, u32 inbound) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct unix_sock *own = (struct unix_sock *)sock;
  struct unix_sock *peer = (struct unix_sock *)BPF_CORE_READ(own, peer);
  u8 *to = at(e);
  to[0] = AF_UNIX;
  *(u64 *)(to + 1) = (u64)(inbound ? own : peer);
  *(u64 *)(to + 9) = (u64)(inbound ? peer : own);
  __builtin_memset(e->temp, 0, 112);
  if (!inbound && !peer && given) {
    read_given(e, e->temp, 110, given);
  } else {
    struct unix_address *address = inbound ? BPF_CORE_READ(own, addr) : BPF_CORE_READ(peer, addr);
    u64 length = address ? BPF_CORE_READ(address, len) : 0;
    if (length > 110)
      length = 110;
    BOUND(length, 127);
    if (address)
      bpf_probe_read_kernel(e->temp, length, &address->name[0]);
  }
  u8 *path = e->temp + 2;
  long n = bpf_probe_read_kernel_str(to + 17, SUN_PATH_MAX, path[0] ? path : path + 1);
  wrote(e, 17 + (n > 0 ? n : 0));
  return 0;
}

static __always_inline void put_tuple(struct record *e, struct sock *sk, u64 given, bool inbound) {
  u16 family = sk ? BPF_CORE_READ(sk, __sk_common.skc_family) : 0;
  if (family == AF_INET)
    tuple_in(e->place, (u64)sk, given, inbound);
  else if (family == AF_INET6)
    tuple_in6(e->place, (u64)sk, given, inbound);
  else if (family == AF_UNIX)
    tuple_unix(e->place, (u64)sk, given, inbound);
  else
    put_empty(e);
}

// How full the queue of a listening socket is: percent, length, most.
static __always_inline void put_queue(struct record *e, struct sock *sk) {
  u32 length = sk ? BPF_CORE_READ(sk, sk_ack_backlog) : 0;
  u32 most = sk ? BPF_CORE_READ(sk, sk_max_ack_backlog) : 0;
  put_u8(e, length && most ? (u64)length * 100 / most : 0);
  put_u32(e, length);
  put_u32(e, most);
}

__noinline int step_queue(u32 place, s32 fd) {
  struct record *e = record(place);
  if (e)
    put_queue(e, (s64)e->args[RET] >= 0 ? sock_of(fd) : NULL);
  return 0;
}

// The kernel's addresses of both ends of a socketpair.
__noinline int step_pair(u32 place, s32 fd) {
  struct record *e = record(place);
  if (!e)
    return 0;
  struct unix_sock *own = (struct unix_sock *)((s64)e->args[RET] == 0 ? sock_of(fd) : NULL);
  put_u64(e, (u64)own);
  put_u64(e, own ? (u64)BPF_CORE_READ(own, peer) : 0);
  return 0;
}

enum { SOL_SOCKET = 1, SO_ERROR = 4, SO_LINGER = 13, SO_PEERCRED = 17, SO_ATTACH_FILTER = 26, SO_PEERNAME = 28 };
enum { SO_RCVTIMEO_OLD = 20, SO_SNDTIMEO_OLD = 21, SO_RCVTIMEO_NEW = 66, SO_SNDTIMEO_NEW = 67 };
enum { SO_ATTACH_BPF = 50, SO_MEMINFO = 55, SO_COOKIE = 57, SO_PEERGROUPS = 59, SO_INCOMING_CPU = 49 };
enum { OPTION_BYTES, OPTION_ERROR, OPTION_U32, OPTION_U64, OPTION_TIME };

static __always_inline bool is_number(u32 option) {
  return option >= 1 && option <= SO_INCOMING_CPU && option != SO_LINGER && option != SO_PEERCRED &&
         option != SO_ATTACH_FILTER && option != SO_PEERNAME;
}

__noinline int step_option(u32 place, u32 level, u32 option, u64 value, u32 length) {
  struct record *e = record(place);
  if (!e)
    return 0;
  u8 *to = at(e);
  u64 number = 0;
  bool time = option == SO_RCVTIMEO_OLD || option == SO_SNDTIMEO_OLD || option == SO_RCVTIMEO_NEW ||
              option == SO_SNDTIMEO_NEW;
  if (level == SOL_SOCKET && time) {
    s64 timeval[2] = {};
    bpf_probe_read_user(timeval, sizeof(timeval), (void *)value);
    to[0] = OPTION_TIME;
    *(u64 *)(to + 1) = timeval[0] * 1000000000ull + timeval[1] * 1000ull;
    wrote(e, 9);
  } else if (level == SOL_SOCKET && option == SO_COOKIE) {
    bpf_probe_read_user(&number, 8, (void *)value);
    to[0] = OPTION_U64;
    *(u64 *)(to + 1) = number;
    wrote(e, 9);
  } else if (level == SOL_SOCKET && option == SO_ERROR) {
    bpf_probe_read_user(&number, 4, (void *)value);
    to[0] = OPTION_ERROR;
    *(s64 *)(to + 1) = -(s64)(s32)number;
    wrote(e, 9);
  } else if (level == SOL_SOCKET && is_number(option)) {
    bpf_probe_read_user(&number, 4, (void *)value);
    to[0] = OPTION_U32;
    *(u32 *)(to + 1) = number;
    wrote(e, 5);
  } else {
    u64 size = length & 0xffff;
    BOUND(size, DATA_MASK);
    to[0] = OPTION_BYTES;
    if (!value || bpf_probe_read_user(to + 1, size, (void *)value))
      size = 0;
    wrote(e, 1 + size);
  }
  return 0;
}
