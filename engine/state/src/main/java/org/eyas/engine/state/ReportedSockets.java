package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo.L4Protocol;

/**
 * Sockets of which the source says what they are, because no event has: one that came through a Unix socket (SCM_RIGHTS), or from
 * another process by {@code pidfd_getfd}. The state keeps what it knows of a socket.
 */
final class ReportedSockets {
  private final ProcessTable table;
  private final FdPool pool;
  private final SocketNames names;
  private final SockTuple ends = new SockTuple();

  ReportedSockets(ProcessTable table, FdPool pool, SocketNames names) {
    this.table = table;
    this.pool = pool;
    this.names = names;
  }

  /** Adds an internet socket, unless its number is known as one. What else the table has under the number was closed unseen. */
  void add(long tid, long number, Bytes tuple, boolean isStream) {
    ThreadState thread = table.peek(tid);
    FdTable fds = thread == null ? null : thread.fds();
    if (fds == null || !FdTable.isNumber(number) || !ends.wrap(tuple) || !ends.isInet()) {
      return;
    }
    FdState known = fds.get(number);
    if (known == null || !known.type().isInet()) {
      fds.put((int) number, socket(isStream));
    }
  }

  private FdState socket(boolean isStream) {
    FdState fd = pool.acquire();
    fd.type(Tuples.typeOf(ends));
    fd.ends().protocol(isStream ? L4Protocol.TCP : L4Protocol.UDP);
    if (ends.destinationPort() != 0) {
      Tuples.take(fd, ends);
      fd.markClient(); // or a server: nobody says who called whom
      fd.markConnected();
      names.nameByEnds(fd);
    }
    return fd;
  }
}
