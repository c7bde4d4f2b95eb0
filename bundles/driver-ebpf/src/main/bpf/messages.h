// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// How much of the data of a call is copied. While rules need whole messages of the domain name system, those of its ports are not cut at
// the limit for all other data (adr/0121). The socket is looked at only then, and only for data that is longer than that limit.
#pragma once
#include "network.h"

enum { OTHER_END = 1, OWN_END = 2 }; // the ends whose port counts: control.messages
#define MESSAGE_MOST 4096 // EDNS messages are not larger in practice

static __always_inline bool is_name_service(u16 port) {
  u16 number = __builtin_bswap16(port);
  return number == 53 || number == 5353 || number == 5355;
}

// The limit for the call's data. `address` is the program's, of the other end, and counts where the socket is not connected.
__noinline int step_most(u32 place, u64 address) {
  struct record *e = record(place);
  if (!e)
    return 0;
  s32 fd = e->args[0];
  u32 most = control.snaplen;
  struct file *file = e->socket ? (struct file *)e->socket : fd >= 0 ? file_of(fd) : NULL;
  // Large reads and writes of files are frequent: for them, this is a load.
  if (!file || (FOLLOW(struct file, file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
    return most;
  struct sock *sk = sock_in(file);
  u16 family = sk ? BPF_CORE_READ(sk, __sk_common.skc_family) : 0;
  if (most >= MESSAGE_MOST || (family != AF_INET && family != AF_INET6))
    return most;
  if (control.messages & OTHER_END) {
    struct {
      u16 family, port;
    } given = {.port = BPF_CORE_READ(sk, __sk_common.skc_dport)};
    if (!given.port && address && read_given(e, &given, sizeof(given), address))
      given.port = 0;
    if (is_name_service(given.port))
      return MESSAGE_MOST;
  }
  if ((control.messages & OWN_END) && is_name_service(BPF_CORE_READ((struct inet_sock *)sk, inet_sport)))
    return MESSAGE_MOST;
  return most;
}

// How much of a read or written buffer is kept. Failed writes show what was to be written, failed reads nothing.
static __always_inline u64 kept(struct record *e, struct step *s, u64 size, bool only_success) {
  s64 ret = e->args[RET];
  u64 most = control.snaplen;
  u64 length = ret > 0 ? ret : only_success ? 0 : size;
  if (control.messages && length > most && s->second) // second: the argument that points to an address, or RET for none
    most = (u32)step_most(e->place, s->second == RET ? 0 : arg(e, s->second));
  return length < most ? length : most;
}
