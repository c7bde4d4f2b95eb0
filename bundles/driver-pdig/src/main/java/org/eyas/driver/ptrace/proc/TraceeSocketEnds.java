package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * The addresses of both ends of a socket of another process. Only the kernel knows the addresses after a connect or
 * accept, so the tracer makes a copy of the descriptor while it asks (pidfd_getfd(2), since Linux 5.6). If the kernel
 * refuses the copy, the tables of {@code /proc} are read. Used by the tracer's thread only. An object describes the
 * socket that was looked up last.
 */
public final class TraceeSocketEnds {
  public static final int UNIX = 1;
  public static final int IPV4 = 2;
  public static final int IPV6 = 10;

  private static final int ADDRESS_BYTES = 128;
  private static final int TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int LISTEN = 10;
  private static final int QUEUE_LENGTH = 24;
  private static final int QUEUE_LIMIT = 28;

  private final TracerSystemCalls kernel;
  private final ProcSocketTables tables;
  private final MemorySegment own = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment other = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment info = Arena.ofAuto().allocate(QUEUE_LIMIT + 4, Long.BYTES);
  private int family;

  public TraceeSocketEnds(TracerSystemCalls kernel, ProcSocketTables tables) {
    this.kernel = kernel;
    this.tables = tables;
  }

  /** Looks up a socket. Returns false if the descriptor is not a socket or the socket is not known. */
  public boolean lookUp(int pid, int fd) {
    own.fill((byte) 0);
    other.fill((byte) 0);
    int socket = copyDescriptor(pid, fd);
    if (socket >= 0) {
      family = kernel.ownAddress(socket, own) > 0 ? own.get(JAVA_SHORT, 0) : 0;
      kernel.otherAddress(socket, other);
      kernel.close(socket);
    } else {
      family = isRefused(socket) ? tables.lookUp(pid, fd, own, other) : 0;
    }
    return family != 0;
  }

  /** Looks up the length and the limit of a listening socket's queue. Returns false if they are not known. */
  public boolean lookAtQueue(int pid, int fd) {
    int socket = copyDescriptor(pid, fd);
    if (socket < 0) {
      return false;
    }
    int length = kernel.option(socket, TCP, TCP_INFO, info);
    kernel.close(socket);
    return length == info.byteSize() && info.get(JAVA_BYTE, 0) == LISTEN;
  }

  // A copy of the descriptor, or a negative errno.
  private int copyDescriptor(int pid, int fd) {
    if (fd < 0) {
      return -TracerSystemCalls.EBADF;
    }
    int process = kernel.openProcess(pid);
    if (process < 0) {
      return process;
    }
    int socket = kernel.takeDescriptor(process, fd);
    kernel.close(process);
    return socket;
  }

  private static boolean isRefused(int result) {
    return result == -TracerSystemCalls.ENOSYS || result == -TracerSystemCalls.EPERM;
  }

  public int family() {
    return family;
  }

  public boolean hasOther() {
    return other.get(JAVA_SHORT, 0) != 0;
  }

  /** The address of this end: a sockaddr, with zeros after it. */
  public MemorySegment own() {
    return own;
  }

  /** The address of the other end; zeros if there is none. */
  public MemorySegment other() {
    return other;
  }

  public int queueLength() {
    return info.get(JAVA_INT, QUEUE_LENGTH);
  }

  public int queueLimit() {
    return info.get(JAVA_INT, QUEUE_LIMIT);
  }
}
