package org.eyas.console.page.alert;

import java.util.List;
import java.util.Optional;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;

/** The meaning of a number in a field: a time, a duration or something else. */
enum FieldNumberKind {
  /** Neither a time nor a duration: pages show the number unchanged. */
  PLAIN,
  /** Nanoseconds since the epoch. */
  TIME,
  /** Nanoseconds. */
  DURATION;

  private static final String EVENT_TIME = "evt.time";

  /** The kind of a field of the catalog, also with an argument: {@code proc.aname[2]}. */
  static FieldNumberKind of(String name, List<FieldClass> catalog) {
    if (name.equals(EVENT_TIME)) {
      return TIME; // a text in the catalog, but alerts contain nanoseconds
    }
    Optional<FieldDefinition> definition =
        catalog.stream().flatMap(fields -> AlertFieldGroup.definition(name, fields).stream()).findFirst();
    return definition.map(FieldNumberKind::of).orElse(PLAIN);
  }

  // Falco declares some times as durations and the reverse: proc.pid.ts, proc.exe_ino.ctime_duration_proc_start.
  private static FieldNumberKind of(FieldDefinition field) {
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
