package org.eyas.driver.ptrace.call;

/**
 * A system call of a traced thread when it returns. The tracer's thread reuses one object for all calls; It is valid
 * only during a call of {@link EventWriter}, while the thread stands still.
 */
public interface TracedSystemCall {
  /** The id of the thread, in the pid namespace of the tracer. */
  int tid();

  /** The id of the thread's process, in the pid namespace of the tracer. */
  int pid();

  /** The number of the system call in the native table of this machine, also for calls of 32-bit programs. */
  int number();

  /** An argument at the beginning of the call; the index is from 0 to 5. */
  long argument(int index);

  /** Whether a 32-bit program made the call: pointers and structures in its memory are narrow. */
  default boolean isNarrow() {
    return false;
  }

  /** The result of the call: a value, or a negative errno. */
  long result();

  /** The memory of the thread's process as it is now. */
  TraceeMemory memory();
}
