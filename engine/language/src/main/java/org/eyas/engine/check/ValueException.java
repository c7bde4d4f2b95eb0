package org.eyas.engine.check;

import org.eyas.engine.text.RawByteText;

/** Thrown for a text that is not a value of the required type; the checker adds its position. */
sealed class ValueException extends Exception permits UnknownEventTypeException {
  private static final long serialVersionUID = 1L;

  ValueException(String message) {
    super(RawByteText.shown(message));
  }
}
