package org.eyas.linux.proc;

/** The capabilities that drivers need, with their numbers in linux/capability.h and their purposes. */
public enum LinuxCapability {
  DAC_OVERRIDE(1, "opens the devices of the kernel module"),
  DAC_READ_SEARCH(2, "reads the files of other users"),
  SYS_PTRACE(19, "reads the processes of other users"),
  SYS_ADMIN(21, "loads and attaches the probe on kernels before 5.8"),
  SYS_RESOURCE(24, "locks memory on kernels before 5.11"),
  PERFMON(38, "attaches the probe"),
  BPF(39, "loads the probe");

  private final int number;
  private final String purpose;

  LinuxCapability(int number, String purpose) {
    this.number = number;
    this.purpose = purpose;
  }

  boolean isIn(long set) {
    return (set >>> number & 1) != 0;
  }

  /** The name and the purpose: CAP_BPF (loads the probe). */
  public String explained() {
    return label() + " (" + purpose + ")";
  }

  /** The name that systemd and setpriv use: CAP_BPF. */
  public String label() {
    return "CAP_" + name();
  }
}
