package org.eyas.core.ruletest;

import java.util.Set;
import org.eyas.api.event.Event;

/**
 * The fields that the type of an event decides. They are never absent from a written event: they follow from its
 * {@code evt.type} and its place in the test.
 */
final class TypeFields {
  private static final Set<String> DECIDED =
      Set.of(
          "evt.type", "evt.type.is", "syscall.type", "evt.dir", "evt.source", "evt.num", "evt.count", "evt.is_async");

  /** Calls that open a file: of others evt.is_open_* is false whatever their parameters are. */
  private static final Set<String> OPENING = Set.of("open", "openat", "openat2", "open_by_handle_at", "creat");

  private TypeFields() {}

  /** Whether the engine's own reader answers where the test says nothing. */
  static boolean decides(String field) {
    return DECIDED.contains(field);
  }

  static boolean isOpenTest(String field) {
    return field.startsWith("evt.is_open_");
  }

  static boolean opens(Event event) {
    return OPENING.contains(event.type().name());
  }
}
