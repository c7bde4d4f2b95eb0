// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The parts of io_uring's structures that the probe reads, as in kernel.h. A request begins with the data of its operation.
#pragma once
#include "kernel.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct io_rsrc_node {
  unsigned long file_ptr; // the low bits are flags
};
struct io_rsrc_data {
  struct io_rsrc_node **nodes;
};
struct io_file_table {
  struct io_rsrc_data data;
};
struct io_fixed_file {
  unsigned long file_ptr;
};
struct io_file_table___v6_12 {
  struct io_fixed_file *files;
};
struct io_wq_work_node {
  struct io_wq_work_node *next;
};
struct io_wq_work_list {
  struct io_wq_work_node *first;
};
struct io_submit_state {
  struct io_wq_work_list compl_reqs;
};
struct io_ring_ctx {
  u32 flags;
  struct io_file_table file_table;
  struct io_submit_state submit_state;
};
struct io_cqe {
  u64 user_data;
  s32 res;
  s32 fd; // until the request is done
};
struct io_cmd_data {
  struct file *file;
};
struct io_wq_work {
  struct io_wq_work_node list;
};
// Since Linux 6.0 a request has `cmd`, and is the first argument of io_uring_submit_sqe. No program that reads it is taken before.
struct io_kiocb {
  struct io_cmd_data cmd;
  u8 opcode;
  u32 flags; // u64 since 6.10: read as 4 bytes
  struct io_cqe cqe;
  struct io_ring_ctx *ctx;
  struct io_wq_work_node comp_list;
  struct io_wq_work work;
};

struct io_worker {
  struct io_wq_work *cur_work;
};
struct task_struct___worker {
  struct io_worker *worker_private;
};

struct filename {
  const char *name;
};
struct delayed_filename {
  struct filename *__incomplete_filename;
};
struct open_how {
  u64 flags, mode, resolve;
};
struct io_open {
  int dfd;
  u32 file_slot;
  struct filename *filename;
  struct open_how how;
};
struct io_open___v7_0 {
  struct delayed_filename filename;
};
struct io_unlink {
  int dfd, flags;
  struct filename *filename;
};
struct io_unlink___v7_0 {
  struct delayed_filename filename;
};
struct io_mkdir {
  int dfd;
  u16 mode;
  struct filename *filename;
};
struct io_mkdir___v7_0 {
  struct delayed_filename filename;
};
struct io_rename {
  int old_dfd, new_dfd;
  struct filename *oldpath, *newpath;
  int flags;
};
struct io_rename___v7_0 {
  struct delayed_filename oldpath, newpath;
};
struct io_link {
  int old_dfd, new_dfd;
  struct filename *oldpath, *newpath;
  int flags;
};
struct io_link___v7_0 {
  struct delayed_filename oldpath, newpath;
};
struct io_close {
  int fd;
  u32 file_slot;
};
struct io_accept {
  int flags;
  u32 file_slot;
};
struct io_connect {
  void *addr;
  int addr_len;
};
struct io_socket {
  int domain, type, protocol, flags;
  u32 file_slot;
};
struct io_listen {
  int backlog;
};

#pragma clang attribute pop
