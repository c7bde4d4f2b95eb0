package org.eyas.api.config;

/** What somebody asked for cannot be done, and nothing has changed; the message is for the user and names what is wrong. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }
}
