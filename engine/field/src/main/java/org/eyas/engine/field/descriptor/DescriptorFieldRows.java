package org.eyas.engine.field.descriptor;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventTraits;

/** Makes rows for tables of fields. Each row reads one property of the event's file descriptor. */
final class DescriptorFieldRows {
  private DescriptorFieldRows() {}

  /** A text property of a descriptor; {@link Text#ABSENT} if it has none. */
  @FunctionalInterface
  interface TextOf {
    Bytes of(FdInfo fd);
  }

  /** A number property of a descriptor. */
  @FunctionalInterface
  interface NumberOf {
    long of(FdInfo fd);
  }

  /** A condition that holds for a descriptor or not. */
  @FunctionalInterface
  interface TruthOf {
    boolean of(FdInfo fd);
  }

  /** Whether the event has a descriptor and its thread is known. */
  static boolean concerns(Event event) {
    return EventTraits.isAboutFd(event) && event.process().known();
  }

  /** Whether the event has a known descriptor. */
  static boolean isKnown(Event event) {
    return EventTraits.isAboutFd(event) && event.fd().known();
  }

  static FieldRow text(String name, String description, TextOf property) {
    return FieldRow.text(name, description, event -> isKnown(event) ? property.of(event.fd()) : Text.ABSENT);
  }

  static FieldRow number(String name, ValueType type, String description, NumberOf property) {
    return FieldRow.number(name, type, description,
        (event, out) -> isKnown(event) ? out.set(property.of(event.fd())) : Presence.ABSENT);
  }

  static FieldRow truth(String name, String description, TruthOf property) {
    return FieldRow.truth(name, description,
        (event, out) -> isKnown(event) ? out.set(property.of(event.fd())) : Presence.ABSENT);
  }
}
