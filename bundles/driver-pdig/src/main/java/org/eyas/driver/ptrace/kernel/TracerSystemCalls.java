package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.eyas.recipe.SyscallNumbers;

/**
 * The system calls by which the writer of events asks the kernel about a thread and its files. Used by the tracer's
 * thread only. The calls do not allocate and do not wait for file systems. All results are the kernel's results: a
 * value, or a negative errno.
 */
public final class TracerSystemCalls {
  public static final int AT_FDCWD = -100;
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ENOSYS = 38;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_STATX_DONT_SYNC = 0x4000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_HANDLE_FID = 0x200;
  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int RLIMIT_NOFILE = 7;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_PATH = 010000000;
  private static final int CLOCK_REALTIME_COARSE = 5;
  private static final MethodHandle SYSCALL =
      LibcFunction.variadic(
          "syscall", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private final MemorySegment state = Arena.ofAuto().allocate(LibcFunction.ERRNO_LAYOUT);
  private final MemorySegment empty = Arena.ofAuto().allocate(1);
  private final MemorySegment ignored = Arena.ofAuto().allocate(256, 8);
  private final MemorySegment limit = Arena.ofAuto().allocate(16, 8);
  private final MemorySegment time = Arena.ofAuto().allocate(16, 8);
  private final MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
  private final int openat;
  private final int openat2;
  private final int read;
  private final int close;
  private final int readlinkat;
  private final int statx;
  private final int prlimit;
  private final int pidfdOpen;
  private final int pidfdGetfd;
  private final int getsockname;
  private final int getpeername;
  private final int getsockopt;
  private final int clockGettime;
  private final int nameToHandleAt;
  private final int statmount;

  public TracerSystemCalls(SyscallNumbers numbers) {
    openat = number(numbers, "openat");
    openat2 = number(numbers, "openat2");
    read = number(numbers, "read");
    close = number(numbers, "close");
    readlinkat = number(numbers, "readlinkat");
    statx = number(numbers, "statx");
    prlimit = number(numbers, "prlimit64");
    pidfdOpen = number(numbers, "pidfd_open");
    pidfdGetfd = number(numbers, "pidfd_getfd");
    getsockname = number(numbers, "getsockname");
    getpeername = number(numbers, "getpeername");
    getsockopt = number(numbers, "getsockopt");
    clockGettime = number(numbers, "clock_gettime");
    nameToHandleAt = number(numbers, "name_to_handle_at");
    statmount = number(numbers, "statmount");
  }

  private static int number(SyscallNumbers numbers, String name) {
    Integer number = numbers.all().get(name);
    if (number == null) {
      throw new IllegalStateException("numbers.tsv has no system call '" + name + "'");
    }
    return number;
  }

  private long call(int number, long a, long b, long c, long d, long e) {
    try {
      long result = (long) SYSCALL.invokeExact(state, (long) number, a, b, c, d, e);
      return result == -1 ? -LibcFunction.errno(state) : result;
    } catch (Throwable t) {
      throw LibcFunction.impossible(t);
    }
  }

  /** Opens a file below a folder. */
  public int open(int folder, MemorySegment name) {
    return (int) call(openat, folder, name.address(), O_CLOEXEC, 0, 0);
  }

  /** Opens a descriptor that only refers to a file or folder below a folder. */
  public int openPath(int folder, MemorySegment name) {
    return (int) call(openat, folder, name.address(), O_PATH | O_CLOEXEC, 0, 0);
  }

  /** @param how a struct open_how of 24 bytes */
  public int open(int directory, MemorySegment path, MemorySegment how) {
    return (int) call(openat2, directory, path.address(), how.address(), 24, 0);
  }

  public int read(int fd, MemorySegment to, int size) {
    return (int) call(read, fd, to.address(), size, 0, 0);
  }

  public void close(int fd) {
    call(close, fd, 0, 0, 0, 0);
  }

  /** The target of a link below a folder. Returns its length. */
  public int readLink(int folder, MemorySegment name, MemorySegment to) {
    return (int) call(readlinkat, folder, name.address(), to.address(), to.byteSize(), 0);
  }

  /** Whether a folder has a file or link with a name: 0 or a negative errno. */
  public int find(int folder, MemorySegment name) {
    return (int) call(statx, folder, name.address(), AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, 0, ignored.address());
  }

  /** Attributes of the file to which a path below a folder leads, as the kernel has them in memory. */
  public int attributes(int folder, MemorySegment path, int mask, MemorySegment to) {
    return (int) call(statx, folder, path.address(), AT_STATX_DONT_SYNC, mask, to.address());
  }

  /** Attributes of an open file. */
  public int attributes(int fd, int mask, MemorySegment to) {
    return (int) call(statx, fd, empty.address(), AT_EMPTY_PATH | AT_STATX_DONT_SYNC, mask, to.address());
  }

  /** A handle that identifies a file for the kernel but cannot open the file. Since Linux 6.6. */
  public int handle(int folder, MemorySegment path, MemorySegment to) {
    return (int) call(
        nameToHandleAt, folder, path.address(), to.address(), ignored.address(), AT_HANDLE_FID | AT_SYMLINK_FOLLOW);
  }

  /**
   * The kernel's data in memory about a mount. Since Linux 6.8. Returns 0 or a negative errno.
   *
   * @param request a struct mnt_id_req
   * @param to a struct statmount
   */
  public int statMount(MemorySegment request, MemorySegment to) {
    return (int) call(statmount, request.address(), to.address(), to.byteSize(), 0, 0);
  }

  /** The soft limit of open files; 0 if it may not be read. */
  public long openFilesLimit(int pid) {
    return call(prlimit, pid, RLIMIT_NOFILE, 0, limit.address(), 0) == 0 ? limit.get(JAVA_LONG, 0) : 0;
  }

  /** The clock from which file systems take their times, in nanoseconds since the epoch. */
  public long fileNanos() {
    call(clockGettime, CLOCK_REALTIME_COARSE, time.address(), 0, 0, 0);
    return time.get(JAVA_LONG, 0) * 1_000_000_000 + time.get(JAVA_LONG, 8);
  }

  public int openProcess(int pid) {
    return (int) call(pidfdOpen, pid, 0, 0, 0, 0);
  }

  /** Makes a descriptor of this process for a file of another one. */
  public int takeDescriptor(int process, int fd) {
    return (int) call(pidfdGetfd, process, fd, 0, 0, 0);
  }

  /** The address of a socket. Returns its length. */
  public int ownAddress(int socket, MemorySegment to) {
    return address(getsockname, socket, to);
  }

  /** The address of the other end. Returns its length. */
  public int otherAddress(int socket, MemorySegment to) {
    return address(getpeername, socket, to);
  }

  private int address(int number, int socket, MemorySegment to) {
    length.set(JAVA_INT, 0, (int) to.byteSize());
    int result = (int) call(number, socket, to.address(), length.address(), 0, 0);
    return result < 0 ? result : Math.min(length.get(JAVA_INT, 0), (int) to.byteSize());
  }

  /** An option of a socket. Returns its length. */
  public int option(int socket, int level, int name, MemorySegment to) {
    length.set(JAVA_INT, 0, (int) to.byteSize());
    int result = (int) call(getsockopt, socket, level, name, to.address(), length.address());
    return result < 0 ? result : length.get(JAVA_INT, 0);
  }
}
