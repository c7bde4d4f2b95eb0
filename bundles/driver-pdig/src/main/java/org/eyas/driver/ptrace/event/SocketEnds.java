package org.eyas.driver.ptrace.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.SystemCalls;

/**
 * The addresses of both ends of a socket of another process. Only the kernel knows the addresses after a connect or
 * accept, so the tracer makes a copy of the descriptor while it asks (pidfd_getfd(2), since Linux 5.6). If the kernel
 * refuses the copy, the tables of {@code /proc} are read. Used by the tracer's thread only. An object describes the
 * socket that was looked up last.
 */
final class SocketEnds {
  static final int UNIX = 1;
  static final int IPV4 = 2;
  static final int IPV6 = 10;

  private static final int ADDRESS_BYTES = 128;
  private static final int TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int LISTEN = 10;
  private static final int QUEUE_LENGTH = 24;
  private static final int QUEUE_LIMIT = 28;

  private final SystemCalls kernel;
  private final SocketTables tables;
  private final MemorySegment own = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment other = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment info = Arena.ofAuto().allocate(QUEUE_LIMIT + 4, Long.BYTES);
  private int family;

  SocketEnds(SystemCalls kernel, SocketTables tables) {
    this.kernel = kernel;
    this.tables = tables;
  }

  /** Looks up a socket. Returns false if the descriptor is not a socket or the socket is not known. */
  boolean look(int pid, int fd) {
    own.fill((byte) 0);
    other.fill((byte) 0);
    int socket = take(pid, fd);
    if (socket >= 0) {
      family = kernel.ownAddress(socket, own) > 0 ? own.get(JAVA_SHORT, 0) : 0;
      kernel.otherAddress(socket, other);
      kernel.close(socket);
    } else {
      family = isRefused(socket) ? tables.look(pid, fd, own, other) : 0;
    }
    return family != 0;
  }

  /** Looks up the length and the limit of a listening socket's queue. Returns false if they are not known. */
  boolean lookAtQueue(int pid, int fd) {
    int socket = take(pid, fd);
    if (socket < 0) {
      return false;
    }
    int length = kernel.option(socket, TCP, TCP_INFO, info);
    kernel.close(socket);
    return length == info.byteSize() && info.get(JAVA_BYTE, 0) == LISTEN;
  }

  // A copy of the descriptor, or a negative errno.
  private int take(int pid, int fd) {
    if (fd < 0) {
      return -SystemCalls.EBADF;
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
    return result == -SystemCalls.ENOSYS || result == -SystemCalls.EPERM;
  }

  int family() {
    return family;
  }

  boolean hasOther() {
    return other.get(JAVA_SHORT, 0) != 0;
  }

  /** The address of this end: a sockaddr, with zeros after it. */
  MemorySegment own() {
    return own;
  }

  /** The address of the other end; zeros if there is none. */
  MemorySegment other() {
    return other;
  }

  int queueLength() {
    return info.get(JAVA_INT, QUEUE_LENGTH);
  }

  int queueLimit() {
    return info.get(JAVA_INT, QUEUE_LIMIT);
  }
}
