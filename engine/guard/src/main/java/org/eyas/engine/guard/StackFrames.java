package org.eyas.engine.guard;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The stack of a thread at this moment, for messages. */
final class StackFrames {
  private static final int MOST = 6;

  private StackFrames() {}

  /**
   * The frame in which the thread waits, and the frames of its callers. Of Java's own frames, only the top frame is
   * useful.
   */
  static List<String> of(@Nullable Thread caller) {
    StackTraceElement[] stack = caller == null ? new StackTraceElement[0] : caller.getStackTrace();
    return IntStream.range(0, stack.length)
        .filter(i -> i == 0 || !isJava(stack[i]))
        .limit(MOST)
        .mapToObj(i -> stack[i].toString())
        .toList();
  }

  /** Whether a frame is in a class of Java itself. */
  static boolean isJava(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }
}
