package org.eyas.scap;

/** Thrown if the first bytes of a file show that it is not a capture that this program can read. */
public final class NotACaptureException extends Exception {
  private static final long serialVersionUID = 1;
  private final String hint;

  NotACaptureException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
