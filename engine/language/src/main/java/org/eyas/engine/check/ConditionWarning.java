package org.eyas.engine.check;

import org.eyas.engine.syntax.TextPosition;

/**
 * A warning about a part of a condition that is valid but probably not intended.
 *
 * @param message a description in one line
 */
public record ConditionWarning(Kind kind, String message, TextPosition position) {
  /** The code with which a rule loader reports a warning. */
  public enum Kind {
    /** LOAD_COMPILE_CONDITION. */
    COMPILE_CONDITION,
    /** LOAD_UNSAFE_NA_CHECK. */
    UNSAFE_NA_CHECK,
    /** LOAD_DEPRECATED_ITEM; the message is the name of the field. */
    DEPRECATED_FIELD
  }
}
