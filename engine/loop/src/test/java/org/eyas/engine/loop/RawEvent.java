package org.eyas.engine.loop;

import java.lang.reflect.Proxy;
import java.util.function.LongFunction;
import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.decode.EventCursor;

/** An event as a source has it: its parameters, and nothing of the state. */
public final class RawEvent {
  private RawEvent() {}

  /** The event at which the cursor is whenever it is read. */
  static Event of(EventCursor cursor) {
    return of(cursor, thread -> {
      throw new AssertionError("a raw condition reads the process");
    });
  }

  /**
   * The same with what the source knows of descriptors.
   *
   * @param processes finds the process of a thread
   */
  public static Event of(EventCursor cursor, LongFunction<ProcessInfo> processes) {
    return (Event) Proxy.newProxyInstance(
        Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, args) -> switch (method.getName()) {
          case "type" -> cursor.type();
          case "has" -> cursor.has((Integer) args[0]);
          case "number" -> cursor.number((Integer) args[0]);
          case "bytes" -> cursor.bytes((Integer) args[0]);
          case "process" -> processes.apply(cursor.threadId());
          default -> throw new AssertionError("a raw condition reads " + method.getName());
        });
  }
}
