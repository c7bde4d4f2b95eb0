package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * ptrace(2) and waitpid(2). Every tracing thread has its own object, because the kernel binds tracees to a thread. A
 * result below 0 is a negative errno.
 */
public final class Ptrace {
  public static final int POKEUSER = 6;
  public static final int CONT = 7;
  public static final int SINGLESTEP = 9;
  public static final int GETREGS = 12;
  public static final int SETREGS = 13;
  public static final int DETACH = 17;
  public static final int SYSCALL = 24;
  public static final int SEIZE = 0x4206;
  public static final int INTERRUPT = 0x4207;
  public static final int LISTEN = 0x4208;

  public static final int EVENT_FORK = 1;
  public static final int EVENT_VFORK = 2;
  public static final int EVENT_CLONE = 3;
  public static final int EVENT_EXEC = 4;
  public static final int EVENT_EXIT = 6;
  public static final int EVENT_SECCOMP = 7;
  public static final int EVENT_STOP = 128;

  /** SYSGOOD, FORK, VFORK, CLONE, EXEC, EXIT and SECCOMP. */
  public static final int OPTIONS = 1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 7;

  /** The option that kills the tracees when the tracer ends. */
  public static final int EXITKILL = 1 << 20;

  /** The low byte of the status of a thread that has stopped. */
  public static final int STOPPED = 0x7f;

  public static final int EPERM = 1;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ECHILD = 10;

  public static final int WUNTRACED = 2;

  private static final int GETEVENTMSG = 0x4201;
  private static final int GETSIGINFO = 0x4202;
  private static final int GET_SYSCALL_INFO = 0x420e;
  private static final int WNOHANG = 1;
  private static final int WALL = 0x40000000;
  private static final int WNOTHREAD = 0x20000000;
  private static final int SIGCHLD = 17;
  private static final int SIGRTMIN = 32;
  private static final int SCRATCH_BYTES = 128; // of siginfo_t

  private static final MethodHandle PTRACE =
      LibcFunction.variadic("ptrace", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle WAITPID =
      LibcFunction.of("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private final MemorySegment errno;
  private final MemorySegment status;
  private final MemorySegment scratch;
  private final SystemCallStop info;

  /** @param memory lives as long as this object is used */
  public Ptrace(Arena memory) {
    errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
    status = memory.allocate(JAVA_INT);
    scratch = memory.allocate(SCRATCH_BYTES);
    info = new SystemCallStop(memory.allocate(SystemCallStop.BYTES, Long.BYTES));
  }

  /** Waits until any tracee or child of this thread changes its state; returns its id. */
  public int await() {
    return await(-1, WALL | WNOTHREAD);
  }

  /** The id of a tracee or child of this thread that has changed its state; 0 if none has. */
  public int poll() {
    return await(-1, WALL | WNOTHREAD | WNOHANG);
  }

  /** Waits until one child of this thread changes its state. */
  public int await(int pid) {
    return await(pid, WALL | WNOTHREAD | WUNTRACED);
  }

  private int await(int pid, int options) {
    try {
      int found = (int) WAITPID.invokeExact(errno, pid, status, options);
      return found < 0 ? -LibcFunction.errno(errno) : found;
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }

  /** The new state that the last wait reported. */
  public int status() {
    return status.get(JAVA_INT, 0);
  }

  public int request(int request, int tid, long address, long data) {
    try {
      long result = (long) PTRACE.invokeExact(errno, request, tid, address, data);
      return result < 0 ? -LibcFunction.errno(errno) : (int) result;
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }

  /** The number that belongs to the event at which a tracee stopped: the id of the new thread, or the former id. */
  public long message(int tid) {
    return request(GETEVENTMSG, tid, 0, scratch.address()) < 0 ? 0 : scratch.get(JAVA_LONG, 0);
  }

  /** The process (si_pid) in the information about the signal at whose delivery a tracee stopped; 0 for none. */
  public int sender(int tid) {
    if (request(GETSIGINFO, tid, 0, scratch.address()) < 0) {
      return 0;
    }
    int signal = scratch.get(JAVA_INT, 0);
    boolean isSent = scratch.get(JAVA_INT, 8) <= 0; // si_code
    return isSent || signal == SIGCHLD || signal >= SIGRTMIN ? scratch.get(JAVA_INT, 16) : 0;
  }

  /** The system call in which a tracee stopped. Valid until the next call of this method. */
  public SystemCallStop info(int tid) {
    if (request(GET_SYSCALL_INFO, tid, SystemCallStop.BYTES, info.memory().address()) < 0) {
      info.clear();
    }
    return info;
  }
}
