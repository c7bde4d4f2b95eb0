package org.eyas.engine.repeat;

import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.rules.RepeatLimit;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.GroupKeyReader;

/**
 * Reads the key of an alert. Alerts of one rule with the same key are repeats: they have the same values, and the same process
 * raised them, with the same program, arguments and user. For the thread of one event loop.
 */
final class RepeatKeyReader {
  private static final long INIT = 1;

  private final GroupKeyReader values;
  private final boolean ofSiblings;

  RepeatKeyReader(RepeatLimit limit) {
    values = new GroupKeyReader(limit.by());
    ofSiblings = limit.ofSiblings();
  }

  /** Whether the event has a key: its process and all values are known. */
  boolean read(Event event, GroupKey into) {
    ProcessInfo process = event.process();
    if (!process.known() || !values.read(event, into)) {
      return false;
    }
    into.add(process.credentials().uid());
    into.add(process.program().exepath());
    into.add(process.exeFile().inode());
    into.add(process.exeFile().ctimeNanos());
    if (ofSiblings && hasSiblings(process)) {
      addFamily(process, into);
    } else {
      into.add(process.pid());
      into.add(process.leader().usage().startNanos());
      into.add(process.program().rawArgs());
    }
    return true;
  }

  // All orphans and services are children of the first process of the machine or of their container: they are not a family.
  private static boolean hasSiblings(ProcessInfo process) {
    ProcessInfo parent = process.parent();
    return process.ids().sid() > 0 && parent.known() && parent.pid() > INIT && parent.ids().vpid() != INIT;
  }

  private static void addFamily(ProcessInfo process, GroupKey into) {
    ProcessInfo parent = process.parent();
    into.add(-1);
    into.add(parent.pid());
    into.add(parent.leader().usage().startNanos());
    into.add(parent.program().exepath());
    into.add(process.ids().sid());
  }
}
