package org.eyas.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The functions of the C library that drivers need. They are too slow to be called for each event. */
public final class Libc {
  private static final Logger LOG = LoggerFactory.getLogger(Libc.class);
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int CLOCK_REALTIME = 0;
  private static final int CLOCK_BOOTTIME = 7;
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
  private static final int EPOLLIN = 1;
  private static final int EPOLLET = 1 << 31;
  private static final int EPOLL_EVENT_BYTES = 16;
  private static final int EINTR = 4;
  private static final int SC_NPROCESSORS_CONF = 83;
  private static final int PRIO_PROCESS = 0; // on Linux this means a thread
  private static final int CALLER = 0;
  private static final int BEFORE_OTHERS = -10;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  private static native Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset)
      throws LastErrorException;

  private static native int munmap(Pointer address, long length) throws LastErrorException;

  private static native int epoll_create1(int flags) throws LastErrorException;

  private static native int epoll_ctl(int epoll, int operation, int fd, Pointer event) throws LastErrorException;

  private static native int epoll_wait(int epoll, Pointer events, int most, int timeoutMillis)
      throws LastErrorException;

  private static native int eventfd(int initial, int flags) throws LastErrorException;

  private static native int eventfd_write(int fd, long value) throws LastErrorException;

  private static native int clock_gettime(int clock, Pointer to);

  private static native long sysconf(int name);

  private static native int setpriority(int which, int who, int nice) throws LastErrorException;

  /** Closes a file descriptor. */
  public static native int close(int fd);

  /** The effective user id. */
  public static native int geteuid();

  /**
   * Maps a part of a file as shared memory. The offset must be a multiple of the page size.
   *
   * @throws LastErrorException with the errno if the kernel refuses
   */
  public static MemoryMapping map(int fd, long offset, long length, boolean writable) {
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    Pointer address = mmap(Pointer.NULL, length, protection, MAP_SHARED, fd, offset);
    ByteBuffer buffer = address.getByteBuffer(0, length).order(ByteOrder.LITTLE_ENDIAN);
    return new MemoryMapping(address, buffer);
  }

  /**
   * Ends a mapping. The buffer of the mapping must not be used afterwards, because an access would kill the process.
   */
  public static void unmap(MemoryMapping mapping) {
    munmap(mapping.address(), mapping.buffer().capacity());
  }

  /** Nanoseconds since the machine started, including the time in which it was suspended. */
  public static long bootNanos(Memory scratch) {
    return clock(CLOCK_BOOTTIME, scratch);
  }

  /** Nanoseconds since the epoch, by the wall clock, which people and NTP can set. */
  public static long wallNanos(Memory scratch) {
    return clock(CLOCK_REALTIME, scratch);
  }

  private static long clock(int clock, Memory scratch) {
    clock_gettime(clock, scratch);
    return scratch.getLong(0) * 1_000_000_000 + scratch.getLong(8);
  }

  /** The maximum number of processors of this machine. Fewer may be online. */
  public static int processors() {
    return Math.max(1, (int) sysconf(SC_NPROCESSORS_CONF));
  }

  /**
   * Raises the priority of the calling thread above that of other programs, if the kernel permits it. For the thread
   * that empties rings: in a flood of events, the rings are full after a tenth of a second, and on a busy machine a
   * thread can wait longer for a processor.
   */
  public static void raisePriority() {
    try {
      setpriority(PRIO_PROCESS, CALLER, BEFORE_OTHERS);
    } catch (LastErrorException e) {
      LOG.debug("The priority of the event loop cannot be raised above that of other programs: {}", Reason.of(e));
    }
  }

  /**
   * Creates an epoll descriptor that reports each new input of the given descriptors (edge-triggered). It reports
   * existing input once.
   */
  public static int epoll(int[] fds) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    Memory event = new Memory(EPOLL_EVENT_BYTES);
    event.clear();
    event.setInt(0, EPOLLIN | EPOLLET);
    for (int fd : fds) {
      epoll_ctl(epoll, EPOLL_CTL_ADD, fd, event);
    }
    return epoll;
  }

  /** Waits until there is input, the time is over or a signal arrives. */
  public static void await(int epoll, Memory scratch, int timeoutMillis) {
    try {
      epoll_wait(epoll, scratch, 1, timeoutMillis);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != EINTR) {
        throw e;
      }
    }
  }

  /** Creates an eventfd descriptor, which an epoll descriptor can report. {@link #signalEventFd} gives it input. */
  public static int createEventFd() {
    return eventfd(0, EFD_CLOEXEC_NONBLOCK);
  }

  /** Ends the wait of {@link #await} on an epoll descriptor that reports this eventfd. Any thread may call. */
  public static void signalEventFd(int bell) {
    eventfd_write(bell, 1);
  }
}
