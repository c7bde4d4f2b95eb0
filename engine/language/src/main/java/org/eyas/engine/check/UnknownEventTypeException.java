package org.eyas.engine.check;

/** Thrown for a text that is not the name of an event type. */
final class UnknownEventTypeException extends ValueException {
  private static final long serialVersionUID = 1L;

  private final String name;

  UnknownEventTypeException(String name) {
    super("unknown event type " + name);
    this.name = name;
  }

  String name() {
    return name;
  }
}
