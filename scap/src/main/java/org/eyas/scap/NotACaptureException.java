package org.eyas.scap;

/** A file is no capture that this program can read, told by its first bytes. */
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
