package org.eyas.launcher.line;

/** The command line cannot be understood; the message says what to write instead. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
