package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** The processor that runs the calling thread. */
public final class Processor {
  private static final MethodHandle GETCPU = CFunction.plain("sched_getcpu", FunctionDescriptor.of(JAVA_INT));

  private Processor() {}

  /** Its number. */
  public static int current() {
    try {
      return Math.max(0, (int) GETCPU.invokeExact());
    } catch (Throwable e) {
      throw CFunction.impossible(e);
    }
  }
}
