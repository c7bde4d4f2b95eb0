package org.eyas.driver.ebpf.trace;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The calls of Linux that libc may have no function for. */
final class SystemCalls {
  // The same on both architectures.
  private static final long FSOPEN = 430;
  private static final long FSCONFIG = 431;
  private static final long FSMOUNT = 432;
  private static final long FSOPEN_CLOEXEC = 1;
  private static final long FSCONFIG_CMD_CREATE = 6;
  private static final long FSMOUNT_CLOEXEC = 1;
  private static final long PERF_EVENT_OPEN = System.getProperty("os.arch").equals("aarch64") ? 241 : 298;
  private static final long PERF_FLAG_FD_CLOEXEC = 8;
  private static final long EVERY_PROCESS = -1;

  static {
    Native.register(SystemCalls.class, "c");
  }

  private SystemCalls() {}

  private static native long syscall(long number, Pointer a, long b, long c, long d, long e) throws LastErrorException;

  private static native long syscall(long number, long a, long b, @Nullable Pointer c, @Nullable Pointer d, long e)
      throws LastErrorException;

  static native int close(int fd);

  /** A new context for a file system of that type, which ends with a zero. */
  static int fsopen(Pointer type) {
    return (int) syscall(FSOPEN, type, FSOPEN_CLOEXEC, 0, 0, 0);
  }

  /** Makes the file system that the context describes. */
  static void create(int context) {
    syscall(FSCONFIG, context, FSCONFIG_CMD_CREATE, null, null, 0);
  }

  /** Mounts it nowhere: the descriptor alone leads to it. */
  static int fsmount(int context) {
    return (int) syscall(FSMOUNT, context, FSMOUNT_CLOEXEC, null, null, 0);
  }

  /** An event of the kernel's, of all processes; which processor is named does not matter to an attached program. */
  static int perfEventOpen(Pointer attributes) {
    return (int) syscall(PERF_EVENT_OPEN, attributes, EVERY_PROCESS, 0, -1, PERF_FLAG_FD_CLOEXEC);
  }
}
