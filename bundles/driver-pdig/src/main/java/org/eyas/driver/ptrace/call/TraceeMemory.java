package org.eyas.driver.ptrace.call;

/** The memory of a traced process. Called by the tracer's thread, several times per event. */
public interface TraceeMemory {
  /**
   * Copies up to {@code length} bytes from an address of the process.
   *
   * @return the number of bytes that were readable, less than {@code length} if a page after them is not readable; 0 if none
   */
  int read(long address, byte[] into, int offset, int length);
}
