package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** The words of the C library for an errno. Any thread may call it, but not for each event. */
public final class ErrnoText {
  private static final MethodHandle NAME = LibcFunction.plain("strerrordesc_np", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private ErrnoText() {}

  /** The text of an errno, such as {@code operation not permitted (errno 1)}. */
  public static String of(int errno) {
    try {
      MemorySegment text = (MemorySegment) NAME.invokeExact(errno);
      String words = text.address() == 0 ? "unknown error" : LibcFunction.text(text);
      return words.toLowerCase(Locale.ROOT) + " (errno " + errno + ")";
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
