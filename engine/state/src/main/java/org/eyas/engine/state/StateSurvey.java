package org.eyas.engine.state;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.descriptor.SocketEndpoints;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadSnapshot;
import org.eyas.engine.state.process.ThreadState;
import org.eyas.engine.state.process.UnknownProcess;

/**
 * Reports the threads and descriptors of a table as a source would, for {@code SnapshotThreads} to read. It reports all
 * threads at once or one by one. The thread of the loop calls it.
 */
public final class StateSurvey {
  private final ProcessTable table;
  private final Set<Integer> serverPorts = new HashSet<>();

  StateSurvey(ProcessTable table) {
    this.table = table;
  }

  /** Reports all threads, then all descriptors. */
  void report(StateSink into) {
    table.forEach(this::noteServers);
    table.forEach(thread -> into.onProcess(ThreadSnapshot.of(thread)));
    table.forEach(thread -> reportFds(thread, into));
  }

  /**
   * The thread with this id, which may be a placeholder; an unknown process if there is none. Does not count as a
   * lookup.
   */
  public ProcessInfo find(long tid) {
    ThreadState found = table.peek(tid);
    return found == null ? UnknownProcess.NOBODY : found;
  }

  /** Reports a thread that {@link #find} finds, then its own descriptors. */
  public void report(long tid, StateSink into) {
    ThreadState thread = table.peek(tid);
    if (thread != null) {
      noteServers(thread);
      into.onProcess(ThreadSnapshot.of(thread));
      reportFds(thread, into);
    }
  }

  private void noteServers(ThreadState thread) {
    FdTable fds = thread.ownFdsOrNull();
    if (fds != null) {
      fds.forEach(fd -> {
        if (fd.type().isServerSocket()) {
          serverPorts.add(fd.serverPort());
        }
      });
    }
  }

  // A thread that shares the descriptors of its process has none of its own.
  private void reportFds(ThreadState thread, StateSink into) {
    FdTable fds = thread.ownFdsOrNull();
    boolean own = thread.mainThread() || !thread.sharesFds();
    if (fds != null && own) {
      fds.any(fd -> {
        into.onFd(thread.tid(), descriptor(fd));
        return false;
      });
    }
  }

  private FdSnapshot descriptor(FdState from) {
    Text path = from.type().isInet() ? Text.EMPTY : from.name();
    return new FdSnapshot(
        from.number(), from.type(), from.inode(), path, from.openFlags(), from.dev(), 0, ends(from));
  }

  private FdSnapshot.Socket ends(FdState fd) {
    if (fd.type() == FdType.UNIX || fd.type().isInet()) {
      return turned(fd) ? socket(fd, true) : socket(fd, false);
    }
    return FdSnapshot.Socket.NONE;
  }

  /**
   * Whether the snapshot must contain the server's end of a connection before the client's end. The reader of the snapshot swaps the ends of a connection whose
   * source port belongs to a server socket.
   */
  private boolean turned(FdState fd) {
    return fd.type() == FdType.IPV4 && fd.roleServer() && serverPorts.contains(fd.serverPort());
  }

  private static FdSnapshot.Socket socket(FdState fd, boolean turned) {
    SocketEndpoints ends = fd.ends();
    int size = fd.type() == FdType.UNIX ? 0 : fd.type().isIpv4() ? 4 : 16;
    Text source = fd.type().isServerSocket() ? Text.EMPTY : ends.source(size).toText();
    Text destination = ends.destination(size).toText();
    return new FdSnapshot.Socket(
        turned ? destination : source,
        turned ? ends.destinationPort() : ends.sourcePort(),
        turned ? source : destination,
        turned ? ends.sourcePort() : ends.destinationPort(),
        ends.protocol(),
        ends.sourcePointer(),
        ends.destinationPointer());
  }
}
