package org.eyas.driver.ptrace.trace;

import java.util.BitSet;
import org.eyas.driver.ptrace.filter.SeccompProgram;

/**
 * The system calls at which tracees stop. They are fixed when the command starts, because the filter of a running
 * process cannot be changed.
 *
 * @param numbers their native numbers
 * @param narrow the numbers of these calls in 32-bit programs
 */
public record TracedCallSet(BitSet numbers, CompatSystemCalls narrow) {
  private static final int EXIT = 60;
  private static final int EXIT_GROUP = 231;
  private static final int SIGRETURN = 15;

  /** The filter for these calls. */
  byte[] program() {
    return SeccompProgram.of(numbers, narrow.of(numbers));
  }

  /**
   * Whether the thread must stop again when a call returns, by the call's native number. It is false for calls that
   * never return.
   */
  boolean returns(int number) {
    return number >= 0 && numbers.get(number) && number != EXIT && number != EXIT_GROUP && number != SIGRETURN;
  }
}
