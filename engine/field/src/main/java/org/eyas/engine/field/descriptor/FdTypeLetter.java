package org.eyas.engine.field.descriptor;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.FdType;
import org.eyas.engine.schema.EventSchema;

/** The type of an event's descriptor as one letter. */
final class FdTypeLetter {
  private static final Text[] BY_CODE = byCode();

  private FdTypeLetter() {}

  static Bytes of(Event event) {
    if (!DescriptorFieldRows.concerns(event)) {
      return Text.ABSENT;
    }
    return event.fd().known() ? FdTypeNames.ofLetter(event.fd().type().letter()) : BY_CODE[event.type().code()];
  }

  /** The letter of the descriptor that a failed call would have opened. */
  private static Text[] byCode() {
    EventSchema schema = EventSchema.current();
    Text[] letters = new Text[schema.size()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = FdTypeNames.ofLetter(letterOf(schema.type(i)));
    }
    return letters;
  }

  private static char letterOf(EventType type) {
    return switch (type.id()) {
      case "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_CREAT_X" -> FdType.FILE.letter();
      case "SOCKET_SOCKET_X", "SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X" -> FdType.IPV4.letter();
      case "SYSCALL_PIPE_X", "SYSCALL_PIPE2_X" -> FdType.PIPE.letter();
      case "SYSCALL_EVENTFD_X", "SYSCALL_EVENTFD2_X" -> FdType.EVENT.letter();
      case "SYSCALL_SIGNALFD_X", "SYSCALL_SIGNALFD4_X" -> FdType.SIGNALFD.letter();
      case "SYSCALL_TIMERFD_CREATE_X" -> FdType.TIMERFD.letter();
      case "SYSCALL_INOTIFY_INIT_X", "SYSCALL_INOTIFY_INIT1_X" -> FdType.INOTIFY.letter();
      default -> FdType.UNKNOWN.letter();
    };
  }
}
