package org.eyas.driver.kmod;

/** The requests to a device of the module by ioctl, with the numbers of the module's ABI. */
enum ModuleRequest {
  SNAPLEN(4),
  API_VERSION(24),
  SCHEMA_VERSION(25),
  ENABLE_SYSCALL(29),
  DISABLE_SYSCALL(30),
  ENABLE_TRACEPOINT(31),
  DISABLE_TRACEPOINT(32),
  ENABLE_DROP_FAILED(33);

  private static final int MODULE = 's' << 8;

  private final int number;

  ModuleRequest(int number) {
    this.number = number;
  }

  /** The second argument of ioctl(2). */
  long code() {
    return MODULE | number;
  }
}
