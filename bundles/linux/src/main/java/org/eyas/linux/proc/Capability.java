package org.eyas.linux.proc;

/** Capabilities that drivers need, with their numbers in linux/capability.h. */
public enum Capability {
  DAC_OVERRIDE(1),
  DAC_READ_SEARCH(2),
  SYS_PTRACE(19),
  SYS_ADMIN(21),
  SYS_RESOURCE(24),
  PERFMON(38),
  BPF(39);

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  boolean isIn(long set) {
    return (set >>> number & 1) != 0;
  }

  /** As systemd and setpriv call it: CAP_BPF. */
  public String label() {
    return "CAP_" + name();
  }
}
