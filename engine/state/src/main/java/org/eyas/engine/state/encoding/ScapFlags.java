package org.eyas.engine.state.encoding;

/** The bits of the scap encoding that the updaters use. {@code flags.tsv} contains all bits with their names. */
public final class ScapFlags {
  public static final long AT_FDCWD = -100;

  public static final int OPEN_DIRECTORY = 1 << 10;
  public static final int OPEN_CLOEXEC = 1 << 12;
  /** The bits from here on come from the driver, not from the program. */
  public static final int OPEN_CREATED = 1 << 14;

  public static final int OPEN_UPPER_LAYER = 1 << 15;
  public static final int OPEN_LOWER_LAYER = 1 << 16;
  public static final int CREAT_UPPER_LAYER = 1;
  public static final int CREAT_LOWER_LAYER = 1 << 1;
  public static final int EPOLL_CLOEXEC = 1;
  public static final int MEMFD_CLOEXEC = 1;
  public static final int CLOSE_RANGE_CLOEXEC = 1 << 2;

  public static final int EXE_WRITABLE = 1;
  public static final int EXE_UPPER_LAYER = 1 << 1;
  public static final int EXE_FROM_MEMFD = 1 << 2;
  public static final int EXE_LOWER_LAYER = 1 << 3;
  public static final int EXECVEAT_EMPTY_PATH = 1;

  public static final int CLONE_FILES = 1;
  public static final int CLONE_FS = 1 << 1;
  public static final int CLONE_NEWNS = 1 << 5;
  public static final int CLONE_NEWPID = 1 << 6;
  public static final int CLONE_PARENT = 1 << 8;
  public static final int CLONE_THREAD = 1 << 13;
  /** The child's event came before its parent's. */
  public static final int CLONE_INVERTED = 1 << 16;

  public static final int THREAD_DEAD = 1 << 18;
  public static final int CLONE_NEWUSER = 1 << 20;
  public static final int CLONE_VFORK = 1 << 27;
  public static final int CHILD_IN_PIDNS = 1 << 29;
  public static final int MAIN_THREAD = 1 << 30;

  public static final int FCNTL_DUPFD = 1;
  public static final int FCNTL_SETFD = 3;
  public static final int FCNTL_DUPFD_CLOEXEC = 26;
  public static final int RLIMIT_NOFILE = 7;
  public static final int PRCTL_SET_CHILD_SUBREAPER = 36;
  public static final int PRCTL_GET_CHILD_SUBREAPER = 37;

  public static final int FAMILY_UNIX = 1;
  public static final int FAMILY_INET = 2;
  public static final int FAMILY_INET6 = 10;
  public static final int FAMILY_NETLINK = 16;

  private ScapFlags() {}
}
