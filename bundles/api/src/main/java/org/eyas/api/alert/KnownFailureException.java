package org.eyas.api.alert;

import java.io.IOException;

/**
 * What a channel throws for an alert that cannot be sent because of something that the log has from the channel itself, such as
 * a server that could not start: the alert counts as failed and health tells why, the log is not told again.
 */
public final class KnownFailureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** @param reason one sentence, for health */
  public KnownFailureException(String reason) {
    super(reason);
  }
}
