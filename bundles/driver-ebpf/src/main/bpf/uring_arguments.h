// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The arguments that the system call would have, from a request of io_uring.
#pragma once
#include "uring_request.h"

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
