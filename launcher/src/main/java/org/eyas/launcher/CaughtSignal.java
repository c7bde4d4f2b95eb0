package org.eyas.launcher;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handlers of signals, also of those that were ignored when the program started: a shell starts what it runs in the background
 * with SIGINT ignored, nohup with SIGHUP. The JVM leaves these ignored and refuses a handler; Falco installs its own always.
 *
 * <p>Java has no other way to a signal than {@code sun.misc.Signal}: the module jdk.unsupported keeps it for that until
 * there is one (JEP 260).
 */
final class CaughtSignal {
  private static final Set<String> LEFT_IGNORED = Set.of("HUP", "INT", "TERM");

  private CaughtSignal() {}

  /**
   * From now on a signal runs this handler, on a thread of its own.
   *
   * @throws IllegalArgumentException where the signal cannot be had: the options of the JVM keep it
   */
  static void handle(String name, SignalHandler handler) {
    Signal signal = new Signal(name);
    if (Signal.handle(signal, handler) == SignalHandler.SIG_IGN && LEFT_IGNORED.contains(name)) {
      unignore(signal);
      Signal.handle(signal, handler);
    }
  }

  /** From now on SIGINT and SIGTERM end the program as the JVM does it, whatever they did before. */
  static void endOnInterrupt() {
    for (String name : List.of("INT", "TERM")) {
      try {
        handle(name, signal -> Runtime.getRuntime().exit(128 + signal.getNumber()));
      } catch (IllegalArgumentException e) {
        LoggerFactory.getLogger(CaughtSignal.class).warn("SIG{} cannot be caught: {}", name, e.getMessage());
      }
    }
  }

  // signal(number, SIG_DFL): the JVM looks at what the kernel says before it installs a handler.
  @SuppressWarnings("restricted") // the launch options grant native access
  private static void unignore(Signal signal) {
    Linker linker = Linker.nativeLinker();
    MethodHandle function =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("signal"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try {
      MemorySegment ignored = (MemorySegment) function.invokeExact(signal.getNumber(), MemorySegment.NULL);
    } catch (Throwable e) {
      throw new IllegalArgumentException("SIG" + signal.getName() + " stays ignored", e);
    }
  }
}
