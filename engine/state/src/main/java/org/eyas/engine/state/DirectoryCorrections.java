package org.eyas.engine.state;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadState;

/**
 * Corrects the directories in the state, from which relative paths start. The state follows system calls. It can miss a
 * call, or a descriptor that came through a socket or from open_tree. The source then reports the path when the
 * directory is used. If the source leaves out opens of other files, it also reports those files when they are used.
 */
final class DirectoryCorrections {
  private static final Text SLASH = Text.of("/");

  private final ProcessTable table;
  private final FdPool pool;
  private final ByteView withoutSlash = new ByteView();

  DirectoryCorrections(ProcessTable table, FdPool pool) {
    this.table = table;
    this.pool = pool;
  }

  /** The path of a directory as the state knows it, without a slash at its end; absent if it is unknown. */
  Bytes pathOf(long tid, long number) {
    ThreadState thread = table.peek(tid);
    if (thread == null) {
      return Text.ABSENT;
    }
    if (number != ScapFlags.AT_FDCWD) {
      FdState fd = thread.descriptor(number);
      return fd == null ? Text.ABSENT : fd.name();
    }
    Bytes path = thread.cwd();
    return path.length() > 1 && path.at(path.length() - 1) == '/' ? path.slice(0, path.length() - 1, withoutSlash) : path;
  }

  /** Replaces the path of a directory, or adds its descriptor. */
  void correctPath(long tid, long number, Text path) {
    ThreadState thread = table.peek(tid);
    if (thread == null) {
      return;
    }
    if (number != ScapFlags.AT_FDCWD) {
      name(thread, number, path);
      return;
    }
    ThreadState leader = thread.leaderOrNull();
    if (leader != null) {
      leader.currentDirectory().path(path.contentEquals(SLASH) ? path : new ByteBuilder().append(path).append('/').toText());
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

  /**
   * A new descriptor that counts as closed on exec, because a source does not report that property. After an exec, the
   * source reports again the descriptors that are still used.
   */
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
