package org.eyas.engine.pushdown;

import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;

/** Properties of event types on which the implications of checks depend. */
final class EventTypeTraits {
  private EventTypeTraits() {}

  /** Whether events of a type have a descriptor; without one, the fields fd.* are absent. */
  static boolean hasDescriptor(EventType type) {
    return type.is(EventFlag.CREATES_FD) || type.is(EventFlag.USES_FD) || type.is(EventFlag.DESTROYS_FD);
  }

  /** Whether the first parameter of a type is the result of a system call. */
  static boolean returns(EventType type) {
    return type.classes().contains("syscall") && type.direction() == Direction.EXIT && !type.id().equals("GENERIC_X");
  }
}
