package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The addresses of both ends of a socket of another process. The tracer takes a copy of the descriptor for as long as it asks
 * (pidfd_getfd(2), since Linux 5.6): only the kernel knows the addresses after a connect or accept. Used by the tracer's thread
 * only; an object describes the socket that was looked up last.
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
  private final MemorySegment own = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment other = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment info = Arena.ofAuto().allocate(QUEUE_LIMIT + 4, Long.BYTES);
  private int family;
  private int otherLength;
  private int ownLength;
  private boolean isListening;
  private long unknown;

  SocketEnds(SystemCalls kernel) {
    this.kernel = kernel;
  }

  /** Looks up a socket; false if the descriptor is none or cannot be looked up. */
  boolean look(int pid, int fd) {
    family = 0;
    isListening = false;
    int socket = take(pid, fd);
    if (socket < 0) {
      return false;
    }
    own.fill((byte) 0);
    other.fill((byte) 0);
    ownLength = kernel.ownAddress(socket, own);
    otherLength = Math.max(0, kernel.otherAddress(socket, other));
    family = ownLength > 0 ? own.get(JAVA_SHORT, 0) : 0;
    kernel.close(socket);
    return family != 0;
  }

  /** Looks up how full the queue of a listening socket is; false if it is not known. */
  boolean lookAtQueue(int pid, int fd) {
    int socket = take(pid, fd);
    if (socket < 0) {
      return false;
    }
    int length = kernel.option(socket, TCP, TCP_INFO, info);
    kernel.close(socket);
    isListening = length == info.byteSize() && info.get(JAVA_BYTE, 0) == LISTEN;
    return isListening;
  }

  private int take(int pid, int fd) {
    if (fd < 0) {
      return -1;
    }
    int process = kernel.openProcess(pid);
    if (process < 0) {
      unknown++;
      return process;
    }
    int socket = kernel.takeDescriptor(process, fd);
    kernel.close(process);
    unknown += socket == -SystemCalls.ENOSYS || socket == -SystemCalls.EPERM ? 1 : 0;
    return socket;
  }

  int family() {
    return family;
  }

  boolean hasOther() {
    return otherLength > 0;
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

  /** The number of sockets so far about which the kernel did not answer. */
  long unknown() {
    return unknown;
  }
}
