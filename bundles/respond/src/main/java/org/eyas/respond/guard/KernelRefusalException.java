package org.eyas.respond.guard;

/** A system call failed. */
final class KernelRefusalException extends Exception {
  private static final long serialVersionUID = 1;

  private final int errno;

  KernelRefusalException(int errno) {
    super("errno " + errno);
    this.errno = errno;
  }

  int errno() {
    return errno;
  }
}
