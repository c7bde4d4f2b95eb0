package org.eyas.engine.field.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;

/** Finds the oldest shell among a process and its ancestors. A process whose name ends with {@code sh} is a shell. */
final class LoginShell {
  private LoginShell() {}

  static Presence read(Event event, NumberCell out) {
    ProcessInfo leader = event.process().leader();
    if (!leader.known()) {
      return Presence.ABSENT;
    }
    long found = isShell(leader) ? leader.pid() : -1;
    AncestorWalk walk = AncestorWalk.of(leader);
    while (walk.next()) {
      if (isShell(walk.current())) {
        found = walk.current().pid();
      }
    }
    return found < 0 ? Presence.ABSENT : out.set(found);
  }

  private static boolean isShell(ProcessInfo process) {
    Bytes name = process.program().comm();
    int length = name.length();
    return length >= 2 && name.at(length - 2) == 's' && name.at(length - 1) == 'h';
  }
}
