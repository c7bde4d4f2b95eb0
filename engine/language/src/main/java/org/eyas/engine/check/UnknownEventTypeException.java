package org.eyas.engine.check;

/** A text is not the name of an event type. */
final class UnknownEventTypeException extends ValueException {
  private static final long serialVersionUID = 1L;

  UnknownEventTypeException(String name) {
    super("unknown event type " + name);
  }
}
