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
}
