package org.eyas.engine.state;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.encoding.SocketAddressBytes;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.ThreadState;

/** Adds to the state the descriptors that a source found before its first event. */
final class SnapshotFds {
  private final ThreadRelations lineage;
  private final FdPool pool;
  private final ProgramTextCache texts;
  private final SocketNames names;
  private final Set<Integer> serverPorts = new HashSet<>();

  SnapshotFds(ThreadRelations lineage, FdPool pool, ProgramTextCache texts, SocketNames names) {
    this.lineage = lineage;
    this.pool = pool;
    this.texts = texts;
    this.names = names;
  }

  /** Adds a descriptor of a thread. Does nothing if the thread is unknown. */
  void add(long tid, FdSnapshot from) {
    ThreadState thread = lineage.find(tid);
    if (thread == null || !FdTable.isNumber(from.number())) {
      return;
    }
    if (thread.ownFds().get(from.number()) != null) {
      return; // an event stored it; the machine may be ahead of the next events
    }
    FdState fd = pool.acquire();
    fd.type(from.type());
    fd.inode(from.inode());
    fd.openFlags((int) from.openFlags());
    fd.dev((int) from.dev());
    if (fd.type() == FdType.UNIX) {
      unix(fd, from);
    } else if (fd.type().isInet()) {
      inet(fd, from.socket());
    } else {
      fd.name(texts.internText(from.path()));
      fd = pool.shareEqual(fd);
    }
    thread.ownFds().put((int) from.number(), fd);
  }

  private void unix(FdState fd, FdSnapshot from) {
    fd.ends().pointers(from.socket().sourcePointer(), from.socket().destinationPointer());
    fd.name(texts.internText(from.path()));
    if (fd.name().isEmpty()) {
      fd.markClient();
    } else {
      fd.markServer();
    }
  }

  private void inet(FdState fd, FdSnapshot.Socket socket) {
    Bytes source = socket.source();
    Bytes destination = socket.destination();
    boolean mapped =
        fd.type() == FdType.IPV6 && source.length() == 16 && destination.length() == 16
            && SocketAddressBytes.isMapped(source) && SocketAddressBytes.isMapped(destination);
    if (mapped) {
      fd.type(FdType.IPV4);
      source = source.slice(12, 16, new ByteView());
      destination = destination.slice(12, 16, new ByteView());
    }
    fd.ends().protocol(socket.protocol());
    fd.ends().source(source, socket.sourcePort());
    fd.ends().destination(destination, socket.destinationPort());
    names.nameWithPorts(fd);
    if (fd.type().isServerSocket()) {
      serverPorts.add(socket.destinationPort());
    } else if (socket.protocol() == L4Protocol.TCP) {
      fd.markConnected();
    }
  }

  /**
   * Sets the direction of the connections of a thread. Called once all server sockets are known: a source port that
   * listens belongs to a server.
   */
  void setDirections(ThreadState thread) {
    FdTable fds = thread.ownFdsOrNull();
    if (fds != null) {
      fds.any(fd -> {
        if (fd.type() == FdType.IPV4) {
          setDirections(fd);
        }
        return false;
      });
    }
  }

  private void setDirections(FdState fd) {
    if (!serverPorts.contains(fd.ends().sourcePort())) {
      fd.markClient();
      return;
    }
    fd.ends().swap();
    names.nameWithPorts(fd);
    fd.markServer();
  }
}
