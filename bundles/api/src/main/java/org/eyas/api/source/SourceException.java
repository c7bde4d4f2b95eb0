package org.eyas.api.source;

/** The machine or a file says no. The message names the thing; the hint says what to do. */
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

  /** What a person can do about it; may be empty. */
  public String hint() {
    return hint;
  }
}
