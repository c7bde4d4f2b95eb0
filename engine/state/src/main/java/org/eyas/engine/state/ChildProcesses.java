package org.eyas.engine.state;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.state.process.ThreadState;

/**
 * Finds the children of processes in the table. Only the thread of the loop may call, and only during the call that
 * passed it the process.
 */
public final class ChildProcesses {
  private ChildProcesses() {}

  /**
   * The living children of a process, the newest first. There are none if the process is not in the table of a loop.
   * Allocates.
   *
   * @param most the maximum number of children
   */
  public static List<ProcessInfo> children(ProcessInfo process, int most) {
    List<ProcessInfo> children = new ArrayList<>();
    ThreadState child = process instanceof ThreadState parent ? parent.firstChild() : null;
    for (; child != null && children.size() < most; child = child.nextSibling()) {
      if (child.mainThread() && !child.isDead() && !child.isPlaceholder()) {
        children.add(child);
      }
    }
    return children;
  }
}
