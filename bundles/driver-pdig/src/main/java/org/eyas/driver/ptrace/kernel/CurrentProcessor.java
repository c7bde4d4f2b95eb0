package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** The processor that runs the calling thread. */
public final class CurrentProcessor {
  private static final MethodHandle GETCPU = LibcFunction.plain("sched_getcpu", FunctionDescriptor.of(JAVA_INT));

  private CurrentProcessor() {}

  /** The number of the processor that runs the calling thread. */
  public static int current() {
    try {
      return Math.max(0, (int) GETCPU.invokeExact());
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
