package org.eyas.linux.proc;

/** A file of /proc does not look as its manual page says; the message shows which part. */
public final class ProcFormatException extends Exception {
  private static final long serialVersionUID = 1;

  public ProcFormatException(String message) {
    super(message);
  }
}
