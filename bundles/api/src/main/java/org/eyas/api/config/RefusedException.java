package org.eyas.api.config;

/** The engine cannot run with a configuration; the message is for the user and names what is wrong. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }
}
