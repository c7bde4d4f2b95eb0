package org.eyas.driver.ptrace.trace;

import java.util.BitSet;
import org.eyas.driver.ptrace.filter.FilterProgram;

/**
 * The system calls at which tracees stop. Fixed when the command starts: the kernel does not let anybody change the filter of a
 * process that runs.
 *
 * @param numbers their native numbers
 * @param narrow how 32-bit programs make them
 */
public record TracedCalls(BitSet numbers, NarrowCalls narrow) {
  private static final int EXIT = 60;
  private static final int EXIT_GROUP = 231;
  private static final int SIGRETURN = 15;

  /** The filter for these calls. */
  byte[] program() {
    return FilterProgram.of(numbers, narrow.of(numbers));
  }

  /** Whether the thread must stop again when a call returns, by its native number: not for calls that never do. */
  boolean returns(int number) {
    return number >= 0 && numbers.get(number) && number != EXIT && number != EXIT_GROUP && number != SIGRETURN;
  }
}
