package org.eyas.engine.state;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.ProcessSnapshot;

/** Adds to the state what a source found before its first event. */
final class Snapshot {
  private final Lineage lineage;
  private final FdPool pool;
  private final ProgramTexts texts;
  private final SocketNames names;
  private final DirectoryUpdater directories;
  private final Set<Integer> serverPorts = new HashSet<>();

  Snapshot(Lineage lineage, FdPool pool, ProgramTexts texts, SocketNames names) {
    this.lineage = lineage;
    this.pool = pool;
    this.texts = texts;
    this.names = names;
    directories = new DirectoryUpdater(texts, false);
  }

  ThreadState process(ProcessSnapshot from) {
    ThreadState thread = lineage.newThread(from.ids().tid());
    ids(thread, from.ids());
    program(thread, from.program());
    thread.credentials = texts.credentials(from.credentials());
    usage(thread, from.usage());
    thread.exeFile = texts.exeFile(from.exeFile());
    lineage.file(thread);
    return thread;
  }

  private static void ids(ThreadState thread, ProcessSnapshot.Ids ids) {
    thread.pid = ids.pid();
    thread.ptid = ids.ptid();
    thread.sid = ids.sid();
    thread.vpgid = ids.vpgid();
    thread.vtid = ids.vtid();
    thread.vpid = ids.vpid();
    thread.pgid = ids.pgid();
  }

  private void program(ThreadState thread, ProcessSnapshot.Program program) {
    thread.flags = program.flags();
    thread.program.comm(texts.word(program.comm()));
    thread.program.exe = texts.word(program.exe());
    thread.program.exepath = texts.exepath(program.exepath());
    thread.program.args(texts.arguments(program.args()));
    thread.root = texts.word(program.root());
    thread.cgroups = texts.cgroups(program.cgroups(), Text.EMPTY);
    if (thread.mainThread()) {
      thread.env = texts.environment(program.env());
      directories.found(thread, program.cwd());
    }
  }

  private static void usage(ThreadState thread, ProcessSnapshot.Usage from) {
    Usage usage = thread.usage;
    usage.fdLimit = from.fdLimit();
    usage.vmSizeKb = from.vmSizeKb();
    usage.vmRssKb = from.vmRssKb();
    usage.vmSwapKb = from.vmSwapKb();
    usage.majorFaults = from.majorFaults();
    usage.minorFaults = from.minorFaults();
    usage.tty = from.tty();
    usage.startNanos = from.startNanos();
    usage.pidNamespaceStartNanos = from.pidNamespaceStartNanos();
  }

  void fd(long tid, FdSnapshot from) {
    ThreadState thread = lineage.find(tid);
    if (thread == null || !FdTable.isNumber(from.number())) {
      return;
    }
    FdState fd = pool.acquire();
    fd.type = from.type();
    fd.inode = from.inode();
    fd.openFlags = (int) from.openFlags();
    fd.dev = (int) from.dev();
    if (fd.type == FdType.UNIX) {
      unix(fd, from);
    } else if (fd.type.isInet()) {
      inet(fd, from.socket());
    } else {
      fd.name = texts.word(from.path());
      fd = pool.common(fd);
    }
    thread.ownFds().put((int) from.number(), fd);
  }

  private void unix(FdState fd, FdSnapshot from) {
    fd.ends().sourcePointer = from.socket().sourcePointer();
    fd.ends().destinationPointer = from.socket().destinationPointer();
    fd.name = texts.word(from.path());
    if (fd.name.isEmpty()) {
      fd.markClient();
    } else {
      fd.markServer();
    }
  }

  private void inet(FdState fd, FdSnapshot.Socket socket) {
    Bytes source = socket.source();
    Bytes destination = socket.destination();
    boolean mapped =
        fd.type == FdType.IPV6 && source.length() == 16 && destination.length() == 16
            && SockTuple.isMapped(source) && SockTuple.isMapped(destination);
    if (mapped) {
      fd.type = FdType.IPV4;
      source = source.slice(12, 16, new ByteView());
      destination = destination.slice(12, 16, new ByteView());
    }
    fd.ends().protocol = socket.protocol();
    fd.ends().source(source, socket.sourcePort());
    fd.ends().destination(destination, socket.destinationPort());
    names.nameWithPorts(fd);
    if (fd.type.isServerSocket()) {
      serverPorts.add(socket.destinationPort());
    } else if (socket.protocol() == L4Protocol.TCP) {
      fd.markConnected();
    }
  }

  /** Sets the direction of connections, once all server sockets are known: a source port that listens is a server's. */
  void direct(ThreadState thread) {
    FdTable fds = thread.ownFdsOrNull();
    if (fds != null) {
      fds.any(fd -> {
        if (fd.type == FdType.IPV4) {
          direct(fd);
        }
        return false;
      });
    }
  }

  private void direct(FdState fd) {
    if (!serverPorts.contains(fd.ends().sourcePort)) {
      fd.markClient();
      return;
    }
    fd.ends().swap();
    names.nameWithPorts(fd);
    fd.markServer();
  }
}
