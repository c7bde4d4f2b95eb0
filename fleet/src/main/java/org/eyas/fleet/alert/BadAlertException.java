package org.eyas.fleet.alert;

/**
 * Thrown if a record is not an alert of a host. Bad records can be numerous, so the exception has no stack trace. The
 * message names the mistake.
 */
public final class BadAlertException extends Exception {
  private static final long serialVersionUID = 1;

  public BadAlertException(String message) {
    super(message, null, false, false);
  }
}
