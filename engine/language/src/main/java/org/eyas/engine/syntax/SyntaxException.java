package org.eyas.engine.syntax;

import org.eyas.engine.text.RawByteText;

/** Thrown for a text that is not a valid expression; has the reason and the position at which parsing stopped. */
public sealed class SyntaxException extends Exception permits EscapeException {
  private static final long serialVersionUID = 1L;

  private final transient TextPosition position;

  public SyntaxException(String message, TextPosition position) {
    super(RawByteText.shown(message));
    this.position = position;
  }

  public final TextPosition position() {
    return position;
  }
}
