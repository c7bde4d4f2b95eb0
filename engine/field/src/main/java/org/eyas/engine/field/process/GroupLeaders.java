package org.eyas.engine.field.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.process.ProcessFieldRows.NumberOf;
import org.eyas.engine.field.process.ProcessFieldRows.TextOf;

/** Finds the process that leads a session or a process group. */
final class GroupLeaders {
  private GroupLeaders() {}

  /** A property of the session's leader; an empty text if the leader is not known. */
  static TextOf ofSession(TextOf property) {
    return process -> leaderProperty(process, process.ids().sid(), true, p -> p.ids().sid(), property);
  }

  /** A property of the leader of the process group, by the ids of the process's own namespace. */
  static TextOf ofVirtualGroup(TextOf property) {
    return process -> leaderProperty(process, process.ids().vpgid(), true, p -> p.ids().vpgid(), property);
  }

  /** A property of the leader of the process group, by the ids of the host. */
  static TextOf ofGroup(TextOf property) {
    return process -> leaderProperty(process, process.ids().pgid(), false, p -> p.ids().pgid(), property);
  }

  private static Bytes leaderProperty(ProcessInfo process, long id, boolean virtual, NumberOf group, TextOf property) {
    if (id == -1) {
      return Text.EMPTY;
    }
    if (!virtual || !inPidNamespace(process)) {
      ProcessInfo leader = process.byTid(id);
      if (leader.known()) {
        return property.of(leader);
      }
    }
    return ofOldest(process, id, group, property);
  }

  /**
   * A property of the oldest ancestor in the same group, which counts as the leader: the process table has no ids of pid
   * namespaces.
   */
  private static Bytes ofOldest(ProcessInfo process, long id, NumberOf group, TextOf property) {
    Bytes found = Text.EMPTY;
    AncestorWalk walk = AncestorWalk.of(process);
    while (walk.next() && group.of(walk.current()) == id) {
      found = property.of(walk.current());
    }
    return found;
  }

  private static boolean inPidNamespace(ProcessInfo process) {
    return process.ids().vtid() >= 0 && process.tid() != process.ids().vtid();
  }
}
