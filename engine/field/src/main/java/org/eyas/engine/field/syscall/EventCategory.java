package org.eyas.engine.field.syscall;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.schema.EventSchema;

/**
 * {@code evt.category}. For an event that moves data, the value is the kind of its descriptor; for any other event, it
 * is the category in the event table.
 */
final class EventCategory {
  private static final Text UNKNOWN = Text.of("unknown");
  private static final Text FILE = Text.of("file");
  private static final Text NET = Text.of("net");
  private static final Text IPC = Text.of("ipc");
  private static final List<String> CLASSES = List.of("wait", "scheduler", "internal");
  private static final Text[] BY_CODE = byCode();

  private EventCategory() {}

  static Text of(Event event) {
    return EventTraits.isIo(event) ? ofDescriptor(event) : BY_CODE[event.type().code()];
  }

  private static Text ofDescriptor(Event event) {
    if (!event.fd().known()) {
      return UNKNOWN;
    }
    return of(event.fd().type());
  }

  private static Text of(FdType type) {
    return switch (type) {
      case FILE, DIRECTORY -> FILE;
      case IPV4, IPV6, IPV4_SERVER, IPV6_SERVER -> NET;
      case PIPE, UNIX, EVENT, SIGNALFD, INOTIFY, USERFAULTFD -> IPC;
      case UNKNOWN, UNSUPPORTED, EVENTPOLL, TIMERFD, BPF, IO_URING, NETLINK, MEMFD, PIDFD -> UNKNOWN;
    };
  }

  private static Text[] byCode() {
    EventSchema schema = EventSchema.current();
    Text[] names = new Text[schema.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = Text.of(nameOf(schema.type(i)));
    }
    return names;
  }

  private static String nameOf(EventType type) {
    if (type.category().equals("ipc")) {
      // In upper case, as in Falco: the value "ipc" means the data of a pipe.
      return "IPC";
    }
    return CLASSES.stream().filter(type.classes()::contains).findFirst().orElse(type.category());
  }
}
