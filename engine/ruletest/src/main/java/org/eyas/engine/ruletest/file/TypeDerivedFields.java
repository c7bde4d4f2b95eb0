package org.eyas.engine.ruletest.file;

import java.util.Set;
import org.eyas.api.event.Event;

/**
 * Lists the fields whose values follow from the type of an event. They are never absent from a written event, because
 * the engine derives them from {@code evt.type} and the position of the event in the test.
 */
public final class TypeDerivedFields {
  private static final Set<String> DECIDED =
      Set.of(
          "evt.type", "evt.type.is", "syscall.type", "evt.dir", "evt.source", "evt.num", "evt.count", "evt.is_async");

  /** Calls that open a file. For all other calls, evt.is_open_* is false. */
  private static final Set<String> OPENING = Set.of("open", "openat", "openat2", "open_by_handle_at", "creat");

  private TypeDerivedFields() {}

  /** Whether the engine's own reader provides the value if the test does not. */
  public static boolean decides(String field) {
    return DECIDED.contains(field);
  }

  public static boolean isOpenTest(String field) {
    return field.startsWith("evt.is_open_");
  }

  public static boolean opens(Event event) {
    return OPENING.contains(event.type().name());
  }
}
