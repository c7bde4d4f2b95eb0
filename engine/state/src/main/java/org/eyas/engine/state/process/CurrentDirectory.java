package org.eyas.engine.state.process;

import org.eyas.api.data.Text;

/**
 * A current directory, with a slash at its end. It belongs to a main thread. Processes that were cloned with CLONE_FS
 * share one object.
 */
public final class CurrentDirectory {
  Text path = Text.EMPTY;

  /** Replaces the path, for all processes that share the directory. */
  public void path(Text changed) {
    path = changed;
  }

  /** The directory of a process. */
  public static CurrentDirectory of(ThreadState leader) {
    CurrentDirectory own = leader.directory;
    if (own == null) {
      own = new CurrentDirectory();
      leader.directory = own;
    }
    return own;
  }

  /** Lets a child share the directory of another process: a change by one of them changes the directory of both. */
  static void share(ThreadState leader, ThreadState child) {
    child.directory = of(leader);
  }

  /** Ends the sharing, as unshare(CLONE_FS) does. */
  static void unshare(ThreadState leader) {
    CurrentDirectory own = new CurrentDirectory();
    own.path = of(leader).path;
    leader.directory = own;
  }
}
