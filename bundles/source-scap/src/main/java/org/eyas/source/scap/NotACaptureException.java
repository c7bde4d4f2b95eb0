package org.eyas.source.scap;

/** A file is no capture that this program can read, told by its first bytes. */
final class NotACaptureException extends Exception {
  private static final long serialVersionUID = 1;
  private final String hint;

  NotACaptureException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
