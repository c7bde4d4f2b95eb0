package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The kernel's clock that counts from the start of the machine and does not stop while it is suspended. Used by one thread. */
public final class BootClock {
  private static final int CLOCK_BOOTTIME = 7;
  private static final MethodHandle CLOCK_GETTIME =
      LibcFunction.of("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  private final MemorySegment errno;
  private final MemorySegment time;

  /** @param memory lives as long as this object is used */
  public BootClock(Arena memory) {
    errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
    time = memory.allocate(16, Long.BYTES);
  }

  /** Nanoseconds since the machine started. */
  public long nanos() {
    try {
      int _ = (int) CLOCK_GETTIME.invokeExact(errno, CLOCK_BOOTTIME, time);
      return time.get(JAVA_LONG, 0) * 1_000_000_000 + time.get(JAVA_LONG, 8);
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
