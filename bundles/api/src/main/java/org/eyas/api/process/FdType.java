package org.eyas.api.process;

/** What a file descriptor refers to, with the text of {@code fd.type} and the letter of {@code fd.typechar}. */
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

  /** The text of {@code fd.type}; empty where it has none. */
  public String label() {
    return label;
  }

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

  /** A listening or only bound internet socket: it has one address, the server's. */
  public boolean isServerSocket() {
    return this == IPV4_SERVER || this == IPV6_SERVER;
  }
}
