package org.eyas.engine.field.file;

import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;

/** Distinguishes the kinds of mount events by their flags. */
final class MountCall {
  static final EventType TYPE = EventSchema.current().type("SYSCALL_MOUNT_X");

  private static final int FLAGS = TYPE.indexOf("flags");
  private static final long REMOUNT = 0x20;
  private static final long BIND = 0x1000;
  private static final long MOVE = 0x2000;
  private static final long PROPAGATION = 0x20000 | 0x40000 | 0x80000 | 0x100000;

  private MountCall() {}

  /** Whether the event only changes properties of a mount, so that no other files appear below its directory. */
  static boolean keepsFiles(Event event) {
    return event.type() == TYPE && (event.number(FLAGS) & (REMOUNT | PROPAGATION)) != 0;
  }

  /** Whether the event gives another name to files that already have a name. */
  static boolean makesAlias(Event event) {
    return event.type() == TYPE && (event.number(FLAGS) & (BIND | MOVE)) != 0 && !keepsFiles(event);
  }
}
