package org.eyas.core.check;

/** A text is no value of the type that is wanted; the checker adds where it stood. */
final class ValueException extends Exception {
  private static final long serialVersionUID = 1L;

  ValueException(String message) {
    super(message);
  }
}
