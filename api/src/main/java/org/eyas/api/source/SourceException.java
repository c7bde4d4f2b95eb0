package org.eyas.api.source;

/**
 * Thrown when the system or a file does not allow what a source needs. The message says what is wrong; the hint says what to do.
 * Both are shown to the user.
 */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1;
  private final String hint;

  public SourceException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public SourceException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** Advice for the user; may be empty. */
  public String hint() {
    return hint;
  }
}
