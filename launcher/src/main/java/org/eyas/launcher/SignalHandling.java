package org.eyas.launcher;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handlers of signals, also of signals that were ignored when the program started: a shell ignores SIGINT for programs in
 * the background, and nohup ignores SIGHUP. The JVM leaves these ignored and rejects a handler; Falco always installs its
 * own.
 *
 * <p>Java has no other API for signals than {@code sun.misc.Signal}: the module jdk.unsupported exports it until there is
 * one (JEP 260).
 */
final class SignalHandling {
  private static final Set<String> LEFT_IGNORED = Set.of("HUP", "INT", "TERM");

  private SignalHandling() {}

  /**
   * Makes a signal run this handler, each time on a new thread.
   *
   * @throws IllegalArgumentException if the signal cannot be handled, because the options of the JVM reserve it
   */
  static void handle(String name, SignalHandler handler) {
    Signal signal = new Signal(name);
    if (Signal.handle(signal, handler) == SignalHandler.SIG_IGN && LEFT_IGNORED.contains(name)) {
      unignore(signal);
      Signal.handle(signal, handler);
    }
  }

  /**
   * Makes SIGINT and SIGTERM run an action, whatever they did before. The action gets 128 plus their number, the exit
   * code of the JVM.
   */
  static void onInterrupt(IntConsumer end) {
    for (String name : List.of("INT", "TERM")) {
      try {
        handle(name, signal -> end.accept(128 + signal.getNumber()));
      } catch (IllegalArgumentException e) {
        LoggerFactory.getLogger(SignalHandling.class).warn("SIG{} cannot be caught: {}", name, e.getMessage());
      }
    }
  }

  // signal(number, SIG_DFL): the JVM checks the kernel's current action before it installs a handler.
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
