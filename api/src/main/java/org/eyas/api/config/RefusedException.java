package org.eyas.api.config;

/**
 * Thrown when a user's request cannot be carried out. Nothing has changed then. The message is shown to the user: it names what
 * is wrong and says what to do.
 */
public class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }
}
