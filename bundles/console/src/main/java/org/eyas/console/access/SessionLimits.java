package org.eyas.console.access;

import java.time.Duration;

/**
 * The limits of sessions, which the owner of the configuration sets.
 *
 * @param idle the time without a request of the user
 * @param longest the time after the login
 */
public record SessionLimits(Duration idle, Duration longest) {
  public static final SessionLimits DEFAULT = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12));
}
