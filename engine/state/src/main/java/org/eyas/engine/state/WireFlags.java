package org.eyas.engine.state;

/** The bits of the scap encoding that the updaters use. {@code flags.tsv} contains all bits with their names. */
final class WireFlags {
  static final long AT_FDCWD = -100;

  static final int OPEN_DIRECTORY = 1 << 10;
  static final int OPEN_CLOEXEC = 1 << 12;
  /** The bits from here on come from the driver, not from the program. */
  static final int OPEN_CREATED = 1 << 14;

  static final int OPEN_UPPER_LAYER = 1 << 15;
  static final int OPEN_LOWER_LAYER = 1 << 16;
  static final int CREAT_UPPER_LAYER = 1;
  static final int CREAT_LOWER_LAYER = 1 << 1;
  static final int EPOLL_CLOEXEC = 1;
  static final int MEMFD_CLOEXEC = 1;
  static final int CLOSE_RANGE_CLOEXEC = 1 << 2;

  static final int EXE_WRITABLE = 1;
  static final int EXE_UPPER_LAYER = 1 << 1;
  static final int EXE_FROM_MEMFD = 1 << 2;
  static final int EXE_LOWER_LAYER = 1 << 3;
  static final int EXECVEAT_EMPTY_PATH = 1;

  static final int CLONE_FILES = 1;
  static final int CLONE_FS = 1 << 1;
  static final int CLONE_NEWNS = 1 << 5;
  static final int CLONE_NEWPID = 1 << 6;
  static final int CLONE_PARENT = 1 << 8;
  static final int CLONE_THREAD = 1 << 13;
  /** The child's event came before its parent's. */
  static final int CLONE_INVERTED = 1 << 16;

  static final int THREAD_DEAD = 1 << 18;
  static final int CLONE_NEWUSER = 1 << 20;
  static final int CLONE_VFORK = 1 << 27;
  static final int CHILD_IN_PIDNS = 1 << 29;
  static final int MAIN_THREAD = 1 << 30;

  static final int FCNTL_DUPFD = 1;
  static final int FCNTL_SETFD = 3;
  static final int FCNTL_DUPFD_CLOEXEC = 26;
  static final int RLIMIT_NOFILE = 7;
  static final int PRCTL_SET_CHILD_SUBREAPER = 36;
  static final int PRCTL_GET_CHILD_SUBREAPER = 37;

  static final int FAMILY_UNIX = 1;
  static final int FAMILY_INET = 2;
  static final int FAMILY_INET6 = 10;
  static final int FAMILY_NETLINK = 16;

  private WireFlags() {}
}
