package org.eyas.console.page;

import java.util.List;
import java.util.Optional;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;

/** What the number of a field means. */
enum FieldKind {
  /** Nothing that a page shows in another way. */
  PLAIN,
  /** Nanoseconds since the epoch. */
  TIME,
  /** Nanoseconds. */
  DURATION;

  private static final String EVENT_TIME = "evt.time";

  /** Of a field in the catalog, or of one of its values: {@code proc.aname[2]}. */
  static FieldKind of(String name, List<FieldClass> catalog) {
    if (name.equals(EVENT_TIME)) {
      return TIME; // a text in the catalog, but alerts contain nanoseconds
    }
    Optional<FieldDefinition> definition =
        catalog.stream().flatMap(fields -> FieldGroup.definition(name, fields).stream()).findFirst();
    return definition.map(FieldKind::of).orElse(PLAIN);
  }

  // Falco declares some times as durations and the reverse: proc.pid.ts, proc.exe_ino.ctime_duration_proc_start.
  private static FieldKind of(FieldDefinition field) {
    String name = field.name();
    if (name.endsWith(".s") || name.endsWith(".ns")) {
      return PLAIN; // a part of a time
    }
    if (name.endsWith(".ts") || name.endsWith("_ts")) {
      return TIME;
    }
    return switch (field.type()) {
      case ABSTIME -> name.contains("duration") ? DURATION : TIME;
      case RELTIME -> DURATION;
      default -> PLAIN;
    };
  }
}
