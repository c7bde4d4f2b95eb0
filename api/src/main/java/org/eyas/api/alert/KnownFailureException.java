package org.eyas.api.alert;

import java.io.IOException;

/**
 * Thrown by an {@link OutputChannel} that cannot send an alert for a reason that it has already logged itself, such as a server
 * that could not start. The engine counts the alert as failed and shows the reason in health, but does not log it again.
 */
public final class KnownFailureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** @param reason one sentence for health */
  public KnownFailureException(String reason) {
    super(reason);
  }
}
