package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import java.util.Optional;

/**
 * Reads and sets the processors on which a thread may run: sched_setaffinity(2). Any thread may call it, but not for
 * each event.
 */
public final class ProcessorAffinity {
  private static final int BYTES = 1_024; // for 8192 processors, as many as the kernel can have
  private static final FunctionDescriptor TYPE = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle GET = LibcFunction.of("sched_getaffinity", TYPE);
  private static final MethodHandle SET = LibcFunction.of("sched_setaffinity", TYPE);

  private ProcessorAffinity() {}

  /** The processors of a thread; empty if it has ended. */
  public static Optional<BitSet> of(int tid) {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment mask = memory.allocate(BYTES, Long.BYTES);
      boolean isKnown = call(GET, tid, mask, memory) >= 0;
      return isKnown ? Optional.of(BitSet.valueOf(mask.toArray(JAVA_BYTE))) : Optional.empty();
    }
  }

  /** Sets the processors of a thread. Does nothing if it has ended. */
  public static void set(int tid, BitSet processors) {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment mask = memory.allocate(BYTES, Long.BYTES);
      mask.copyFrom(MemorySegment.ofArray(processors.toByteArray()));
      int _ = call(SET, tid, mask, memory);
    }
  }

  private static int call(MethodHandle function, int tid, MemorySegment mask, Arena memory) {
    try {
      return (int) function.invokeExact(memory.allocate(LibcFunction.ERRNO_LAYOUT), tid, (long) BYTES, mask);
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
