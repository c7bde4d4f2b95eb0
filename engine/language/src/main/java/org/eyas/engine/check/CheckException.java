package org.eyas.engine.check;

import org.eyas.api.failure.Reason;
import org.eyas.engine.field.FieldException;
import org.eyas.engine.syntax.TextPosition;
import org.eyas.engine.text.RawByteText;

/** Thrown for a condition with valid syntax that is wrong: an unknown field, or a value of the wrong type. */
public final class CheckException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TextPosition position;

  public CheckException(String message, TextPosition position) {
    super(RawByteText.shown(message));
    this.position = position;
  }

  CheckException(FieldException field, TextPosition position) {
    super(RawByteText.shown(Reason.of(field)), field);
    this.position = position;
  }

  CheckException(ValueException value, TextPosition position) {
    super(Reason.of(value), value);
    this.position = position;
  }

  /** The position of the wrong check or field. */
  public TextPosition position() {
    return position;
  }

  /** The name of an event type that does not exist; empty for any other fault. */
  public String unknownEventType() {
    return getCause() instanceof UnknownEventTypeException type ? type.name() : "";
  }

  /** Whether the fault is a field or an event type that does not exist. Another version, or a plugin, may have it. */
  public boolean namesSomethingUnknown() {
    return switch (getCause()) {
      case FieldException field -> field.kind() == FieldException.Kind.NONEXISTENT;
      case UnknownEventTypeException type -> true;
      case null, default -> false;
    };
  }
}
