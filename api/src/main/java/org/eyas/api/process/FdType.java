package org.eyas.api.process;

/** The kind of object that a file descriptor refers to. */
public enum FdType {
  UNKNOWN("", 'o'),
  FILE("file", 'f'),
  DIRECTORY("directory", 'd'),
  IPV4("ipv4", '4'),
  IPV4_SERVER("ipv4", '4'),
  IPV6("ipv6", '6'),
  IPV6_SERVER("ipv6", '6'),
  UNIX("unix", 'u'),
  PIPE("pipe", 'p'),
  EVENT("event", 'e'),
  SIGNALFD("signalfd", 's'),
  EVENTPOLL("eventpoll", 'l'),
  INOTIFY("inotify", 'i'),
  TIMERFD("timerfd", 't'),
  NETLINK("netlink", 'n'),
  BPF("bpf", 'b'),
  USERFAULTFD("userfaultfd", 'u'),
  IO_URING("io_uring", 'r'),
  MEMFD("memfd", 'm'),
  PIDFD("pidfd", 'P'),
  UNSUPPORTED("", 'X');

  private final String label;
  private final char letter;

  FdType(String label, char letter) {
    this.label = label;
    this.letter = letter;
  }

  /** The value of {@code fd.type}; empty if it has none. */
  public String label() {
    return label;
  }

  /** The value of {@code fd.typechar}. */
  public char letter() {
    return letter;
  }

  public boolean isIpv4() {
    return this == IPV4 || this == IPV4_SERVER;
  }

  public boolean isIpv6() {
    return this == IPV6 || this == IPV6_SERVER;
  }

  public boolean isInet() {
    return isIpv4() || isIpv6();
  }

  /** Whether this is an internet socket that is only bound or listening, so that it has one address, the server's. */
  public boolean isServerSocket() {
    return this == IPV4_SERVER || this == IPV6_SERVER;
  }
}
