package org.eyas.linux.proc;

/** Thrown if a file of /proc does not have the format of its manual page. The message shows the part that differs. */
public final class ProcFormatException extends Exception {
  private static final long serialVersionUID = 1;

  public ProcFormatException(String message) {
    super(message);
  }
}
