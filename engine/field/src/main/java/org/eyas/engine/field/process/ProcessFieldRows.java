package org.eyas.engine.field.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldRow;

/** Makes rows for tables of fields. Each row reads one property of the event's process. */
final class ProcessFieldRows {
  private ProcessFieldRows() {}

  /** A text property of a process. */
  @FunctionalInterface
  interface TextOf {
    Bytes of(ProcessInfo process);
  }

  /** A number property of a process. */
  @FunctionalInterface
  interface NumberOf {
    long of(ProcessInfo process);
  }

  /** A condition that holds for a process or not. */
  @FunctionalInterface
  interface TruthOf {
    boolean of(ProcessInfo process);
  }

  /** A text of the event's process; absent if the process is not known. */
  static FieldRow text(String name, String description, TextOf property) {
    return FieldRow.text(name, description, event -> {
      ProcessInfo process = event.process();
      return process.known() ? property.of(process) : Text.ABSENT;
    });
  }

  static FieldRow number(String name, ValueType type, String description, NumberOf property) {
    return FieldRow.number(name, type, description, (event, out) -> {
      ProcessInfo process = event.process();
      return process.known() ? out.set(property.of(process)) : Presence.ABSENT;
    });
  }

  /** A number; the value {@code missing} means that there is none. */
  static FieldRow number(String name, ValueType type, String description, long missing, NumberOf property) {
    return FieldRow.number(name, type, description, (event, out) -> {
      ProcessInfo process = event.process();
      long value = process.known() ? property.of(process) : missing;
      return value != missing ? out.set(value) : Presence.ABSENT;
    });
  }

  static FieldRow truth(String name, String description, TruthOf property) {
    return FieldRow.truth(name, description, (event, out) -> {
      ProcessInfo process = event.process();
      return process.known() ? out.set(property.of(process)) : Presence.ABSENT;
    });
  }

  /** A text of the parent process. */
  static FieldRow parentText(String name, String description, TextOf property) {
    return FieldRow.text(name, description, event -> {
      ProcessInfo parent = AncestorWalk.nth(event.process(), 1);
      return parent.known() ? property.of(parent) : Text.ABSENT;
    });
  }
}
