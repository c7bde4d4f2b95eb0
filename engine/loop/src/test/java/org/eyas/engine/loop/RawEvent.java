package org.eyas.engine.loop;

import java.lang.reflect.Proxy;
import org.eyas.api.event.Event;
import org.eyas.engine.decode.EventCursor;

/** An event as a source has it: its parameters, and nothing of the state. */
final class RawEvent {
  private RawEvent() {}

  /** The event at which the cursor is whenever it is read. */
  static Event of(EventCursor cursor) {
    return (Event) Proxy.newProxyInstance(
        Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, args) -> switch (method.getName()) {
          case "type" -> cursor.type();
          case "has" -> cursor.has((Integer) args[0]);
          case "number" -> cursor.number((Integer) args[0]);
          case "bytes" -> cursor.bytes((Integer) args[0]);
          default -> throw new AssertionError("a raw condition reads " + method.getName());
        });
  }
}
