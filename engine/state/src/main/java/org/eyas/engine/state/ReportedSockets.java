package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.descriptor.TupleCopier;
import org.eyas.engine.state.encoding.SockTuple;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadState;

/**
 * Adds internet sockets that the source reports because no event did: a socket that came through a Unix socket
 * (SCM_RIGHTS), or from another process by {@code pidfd_getfd}. A report does not replace an internet socket in the
 * state.
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

  /**
   * Adds an internet socket, unless the table has an internet socket with this number. Any other descriptor with this
   * number was closed without an event, and is replaced.
   */
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
    fd.type(TupleCopier.typeOf(ends));
    fd.ends().protocol(isStream ? L4Protocol.TCP : L4Protocol.UDP);
    if (ends.destinationPort() != 0) {
      TupleCopier.setEnds(fd, ends);
      fd.markClient(); // it may also be a server: the source does not report which end connected
      fd.markConnected();
      names.nameByEnds(fd);
    }
    return fd;
  }
}
