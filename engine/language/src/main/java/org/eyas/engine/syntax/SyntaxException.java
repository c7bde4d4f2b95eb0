package org.eyas.engine.syntax;

/** Thrown for a text that is not a valid expression; has the reason and the position at which parsing stopped. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TextPosition position;

  public SyntaxException(String message, TextPosition position) {
    super(message);
    this.position = position;
  }

  public TextPosition position() {
    return position;
  }
}
