package org.eyas.respond.guard;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * A descriptor of a process (pidfd_open(2)): a signal that is sent through it never reaches another process, whatever becomes of
 * the process id. One thread uses it.
 */
@SuppressWarnings("restricted") // the types of the functions are those of their manual pages
final class PidDescriptor implements AutoCloseable {
  /** The process does not exist. */
  static final int ESRCH = 3;

  static final int SIGKILL = 9;
  static final int SIGCONT = 18;
  static final int SIGSTOP = 19;

  // On all architectures.
  private static final long PIDFD_SEND_SIGNAL = 424;
  private static final long PIDFD_OPEN = 434;
  private static final short POLLIN = 1;
  private static final int CLOCK_BOOTTIME = 7;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO_VALUE =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          address("syscall"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          ERRNO,
          Linker.Option.firstVariadicArg(1));
  private static final MethodHandle POLL =
      LINKER.downcallHandle(address("poll"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle CLOSE =
      LINKER.downcallHandle(address("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOCK =
      LINKER.downcallHandle(address("clock_gettime"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MemorySegment STATE = Arena.global().allocate(Linker.Option.captureStateLayout());
  private static final MemorySegment SCRATCH = Arena.global().allocate(16, 8);

  private final int fd;

  private PidDescriptor(int fd) {
    this.fd = fd;
  }

  private static MemorySegment address(String name) {
    return LINKER.defaultLookup()
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name));
  }

  /**
   * Opens the descriptor of a process.
   *
   * @throws KernelRefusalException with ESRCH if there is none with this id, or EINVAL if it is a thread that is not the main one
   */
  static PidDescriptor open(int pid) throws KernelRefusalException {
    return new PidDescriptor((int) call(PIDFD_OPEN, pid, 0));
  }

  /**
   * Sends a signal to the process. Success does not prove an effect: a process that has ended and waits for its parent accepts
   * any signal.
   *
   * @throws KernelRefusalException with ESRCH if the process has ended
   */
  void send(int signal) throws KernelRefusalException {
    call(PIDFD_SEND_SIGNAL, fd, signal);
  }

  /** Waits until the process has ended, at most for this time, and returns whether it has. */
  boolean awaitEnd(int millis) {
    SCRATCH.set(JAVA_INT, 0, fd);
    SCRATCH.set(JAVA_SHORT, 4, POLLIN);
    SCRATCH.set(JAVA_SHORT, 6, (short) 0);
    try {
      return (int) POLL.invokeExact(SCRATCH, 1L, millis) == 1;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Nanoseconds since the machine started, including the time in which it was suspended. */
  static long bootNanos() {
    try {
      int failed = (int) CLOCK.invokeExact(CLOCK_BOOTTIME, SCRATCH);
      if (failed != 0) {
        throw new IllegalStateException("the kernel has no CLOCK_BOOTTIME");
      }
      return SCRATCH.get(JAVA_LONG, 0) * 1_000_000_000 + SCRATCH.get(JAVA_LONG, 8);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(fd);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static long call(long number, long first, long second) throws KernelRefusalException {
    long result;
    try {
      result = (long) SYSCALL.invokeExact(STATE, number, first, second, 0L, 0L);
    } catch (Throwable e) {
      throw impossible(e);
    }
    if (result < 0) {
      throw new KernelRefusalException((int) ERRNO_VALUE.get(STATE, 0L));
    }
    return result;
  }

  private static IllegalStateException impossible(Throwable e) {
    return new IllegalStateException("a function of the C library threw an exception", e);
  }
}
