package org.eyas.engine.check;

/** A text is not a value of the required type; the checker adds its position. */
final class ValueException extends Exception {
  private static final long serialVersionUID = 1L;

  ValueException(String message) {
    super(message);
  }
}
