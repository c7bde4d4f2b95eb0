package org.eyas.engine.syntax;

/** Thrown for a quoted text with a wrong escape. */
final class EscapeException extends SyntaxException {
  private static final long serialVersionUID = 1L;

  EscapeException(String message, TextPosition position) {
    super(message, position);
  }
}
