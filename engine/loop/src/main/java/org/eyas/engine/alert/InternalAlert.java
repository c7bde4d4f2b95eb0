package org.eyas.engine.alert;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** Alerts about the engine itself. */
public final class InternalAlert {
  private static final String SOURCE = "internal";

  private InternalAlert() {}

  /** @param rule Falco's name for it, such as {@code Falco internal: syscall event drop} */
  public static Alert of(
      long nanos, Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields) {
    return of(nanos, priority, rule, message, fields, Collections.emptySortedSet());
  }

  /** The same with tags. */
  public static Alert of(
      long nanos, Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields,
      SortedSet<String> tags) {
    return new Alert(nanos, priority, rule, SOURCE, message, fields, tags);
  }
}
