package org.eyas.engine.check;

/** Thrown for a text that is not a value of the required type; the checker adds its position. */
sealed class ValueException extends Exception permits UnknownEventTypeException {
  private static final long serialVersionUID = 1L;

  ValueException(String message) {
    super(message);
  }
}
