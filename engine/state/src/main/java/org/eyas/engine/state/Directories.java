package org.eyas.engine.state;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;

/**
 * Where relative paths start, as the source sees it. The state follows calls, and can miss one, or learn of a descriptor only
 * when it is used: one that came through a socket or from open_tree. The source then corrects it. It also names other files when they are
 * used, if their opens are left out.
 */
final class Directories {
  private static final Text SLASH = Text.of("/");

  private final ProcessTable table;
  private final FdPool pool;
  private final ByteView withoutSlash = new ByteView();

  Directories(ProcessTable table, FdPool pool) {
    this.table = table;
    this.pool = pool;
  }

  /** The known path of a directory without a slash at its end; absent if there is none. */
  Bytes known(long tid, long number) {
    ThreadState thread = table.peek(tid);
    if (thread == null) {
      return Text.ABSENT;
    }
    if (number != WireFlags.AT_FDCWD) {
      FdState fd = thread.descriptor(number);
      return fd == null ? Text.ABSENT : fd.name();
    }
    Bytes path = thread.cwd();
    return path.length() > 1 && path.at(path.length() - 1) == '/' ? path.slice(0, path.length() - 1, withoutSlash) : path;
  }

  /** Replaces the path of a directory, or adds the descriptor. */
  void correct(long tid, long number, Text path) {
    ThreadState thread = table.peek(tid);
    if (thread == null) {
      return;
    }
    if (number != WireFlags.AT_FDCWD) {
      name(thread, number, path);
      return;
    }
    ThreadState leader = thread.leaderOrNull();
    if (leader != null) {
      Directory.of(leader).path(path.contentEquals(SLASH) ? path : new ByteBuilder().append(path).append('/').toText());
    }
  }

  private void name(ThreadState thread, long number, Text path) {
    FdTable fds = thread.fds();
    if (fds != null && FdTable.isNumber(number)) {
      FdState known = fds.get(number);
      FdState directory = known != null && known.type() == FdType.DIRECTORY ? pool.acquire(known) : reported();
      put(fds, number, directory, FdType.DIRECTORY, path);
    }
  }

  /** Adds the descriptor of another file if its number is not in the table. */
  void add(long tid, long number, Text path) {
    ThreadState thread = table.peek(tid);
    FdTable fds = thread == null ? null : thread.fds();
    if (fds != null && FdTable.isNumber(number) && fds.get(number) == null) {
      put(fds, number, reported(), FdType.FILE, path);
    }
  }

  /** A source does not say whether a descriptor is closed on exec. After an exec it reports again what is still used. */
  private FdState reported() {
    FdState fd = pool.acquire();
    fd.closeOnExec(true);
    return fd;
  }

  private static void put(FdTable fds, long number, FdState fd, FdType type, Text path) {
    fd.type(type);
    fd.name(path);
    fd.nameRaw(path);
    fds.put((int) number, fd);
  }
}
