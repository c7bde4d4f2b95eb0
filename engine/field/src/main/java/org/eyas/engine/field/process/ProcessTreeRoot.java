package org.eyas.engine.field.process;

import org.eyas.api.event.Event;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;

/**
 * Finds the root of the tree of a process: its topmost ancestor below the first process of the machine or of the
 * container. {@code setsid} changes the session of a process, but not this root. A program that enters a container from
 * outside is a root, because its parent is not in the pid namespace of the container.
 */
final class ProcessTreeRoot {
  private ProcessTreeRoot() {}

  static Presence read(Event event, NumberCell out) {
    ProcessInfo leader = event.process().leader();
    if (!leader.known()) {
      return Presence.ABSENT;
    }
    ProcessInfo root = leader;
    AncestorWalk walk = AncestorWalk.of(leader);
    while (!isFirst(root) && walk.next() && !isFirst(walk.current()) && isOutside(walk.current()) == isOutside(leader)) {
      root = walk.current();
    }
    return out.set(root.pid());
  }

  private static boolean isFirst(ProcessInfo process) {
    return process.pid() == 1 || process.ids().vpid() == 1;
  }

  /**
   * Whether the process is in the pid namespace of the machine. A process whose id in its own namespace is not known
   * counts as one of the machine.
   */
  private static boolean isOutside(ProcessInfo process) {
    return process.ids().vtid() < 0 || process.ids().vtid() == process.tid();
  }
}
