package org.eyas.engine.state.io;

import org.eyas.api.process.FdType;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.process.ThreadState;

/** Decides which end of a connection is the server. */
final class SocketRoles {
  private SocketRoles() {}

  /**
   * Sets the role of a socket if it has none, and the order of its ends.
   *
   * @param incoming whether the socket received data; otherwise it sent some
   */
  static void setRole(ThreadState thread, FdState fd, boolean incoming) {
    if (!fd.hasRole()) {
      guessRole(thread, fd, incoming);
    }
    // The tuple begins with the local end. A client receives from its server.
    if (incoming ? fd.roleClient() : fd.roleServer()) {
      fd.ends().swap();
    }
  }

  /**
   * Guesses the role. The owner of the destination port is the server. If the process owns both ports, the side that
   * reads first is the server.
   */
  private static void guessRole(ThreadState thread, FdState fd, boolean incoming) {
    FdTable fds = thread.fds();
    int destination = fd.ends().destinationPort();
    int source = fd.ends().sourcePort();
    if (fds == null || !fds.any(other -> isBoundTo(other, destination))) {
      fd.markClient();
      return;
    }
    boolean usesSource = fds.any(other -> other.type() == FdType.IPV4 && other.ends().sourcePort() == source);
    if (!usesSource || incoming) {
      fd.markServer();
    } else {
      fd.markClient();
    }
  }

  private static boolean isBoundTo(FdState fd, int port) {
    return fd.type().isIpv4() && fd.ends().destinationPort() == port;
  }
}
