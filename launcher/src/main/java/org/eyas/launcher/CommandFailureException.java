package org.eyas.launcher;

/** A command cannot be carried out although its line is correct; the message says why, and what to do. */
final class CommandFailureException extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  CommandFailureException(String message) {
    this(message, ExitCodes.FAILED);
  }

  CommandFailureException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
