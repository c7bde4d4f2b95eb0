package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Sends signals, and sets their actions in this process. Any thread may call it, but not for each event. */
public final class ProcessSignals {
  public static final int INT = 2;
  public static final int QUIT = 3;
  public static final int KILL = 9;
  public static final int TERM = 15;
  public static final int CONT = 18;
  public static final int STOP = 19;

  /**
   * The signal that interrupts a wait of the tracer's thread and does nothing else. Neither the JVM nor the C library
   * uses it.
   */
  private static final int WAKE = 50;

  private static final int SYS_GETTID = 186;
  private static final int SYS_TGKILL = 234;
  private static final int SIGACTION_BYTES = 152;
  private static final MemorySegment IGNORE = MemorySegment.ofAddress(1);

  private static final MethodHandle SYSCALL =
      LibcFunction.variadic("syscall", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle KILL_FUNCTION =
      LibcFunction.of("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SIGACTION =
      LibcFunction.of("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private ProcessSignals() {}

  /** Sends a signal to a process; 0 or a negative errno. */
  public static int kill(int pid, int signal) {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
      return (int) KILL_FUNCTION.invokeExact(errno, pid, signal) < 0 ? -LibcFunction.errno(errno) : 0;
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }

  /** Whether a thread belongs to a process. */
  public static boolean isThreadOf(int pid, int tid) {
    return syscall(SYS_TGKILL, pid, tid, 0) != -Ptrace.ESRCH;
  }

  /** The id of the calling thread. */
  public static int thread() {
    return (int) syscall(SYS_GETTID, 0, 0, 0);
  }

  private static long syscall(long number, long first, long second, long third) {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
      long result = (long) SYSCALL.invokeExact(errno, number, first, second, third);
      return result < 0 ? -LibcFunction.errno(errno) : result;
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }

  /** Ends the wait of a thread of this process, if the thread waits at this moment. Call {@link #allowWake} first. */
  public static void wake(int thread) {
    syscall(SYS_TGKILL, ProcessHandle.current().pid(), thread, WAKE);
  }

  // A signal that is ignored does not end a wait. The handler has to be machine code: sched_yield does nothing here, and is
  // allowed in a handler. Without SA_RESTART the wait returns.
  public static void allowWake() {
    handler(WAKE, LibcFunction.address("sched_yield"));
  }

  /**
   * Ignores a signal in this process. Programs that it started before do not notice.
   *
   * @return restores the signal's earlier action
   */
  public static Runnable ignore(int signal) {
    MemorySegment before = handler(signal, IGNORE);
    return () -> set(signal, before, MemorySegment.NULL);
  }

  // Returns the struct sigaction that was set before.
  private static MemorySegment handler(int signal, MemorySegment handler) {
    MemorySegment before = Arena.ofAuto().allocate(SIGACTION_BYTES, Long.BYTES);
    MemorySegment action = Arena.ofAuto().allocate(SIGACTION_BYTES, Long.BYTES);
    action.set(ADDRESS, 0, handler);
    set(signal, action, before);
    return before;
  }

  private static void set(int signal, MemorySegment action, MemorySegment before) {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
      int _ = (int) SIGACTION.invokeExact(errno, signal, action, before);
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
