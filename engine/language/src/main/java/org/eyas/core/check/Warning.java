package org.eyas.core.check;

import org.eyas.core.syntax.Position;

/**
 * Something about a condition that is allowed and probably not meant.
 *
 * @param message what, in one line
 */
public record Warning(Kind kind, String message, Position position) {
  /** What a rule loader reports a warning as. */
  public enum Kind {
    /** LOAD_COMPILE_CONDITION. */
    COMPILE_CONDITION,
    /** LOAD_UNSAFE_NA_CHECK. */
    UNSAFE_NA_CHECK,
    /** LOAD_DEPRECATED_ITEM; the message is the name of the field. */
    DEPRECATED_FIELD
  }
}
