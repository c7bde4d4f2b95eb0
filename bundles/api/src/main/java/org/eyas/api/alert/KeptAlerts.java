package org.eyas.api.alert;

/**
 * Alerts that a channel took and keeps itself until its receiver has them, such as on disk.
 *
 * @param waiting how many are not delivered yet
 * @param refused how many were given up since the channel came, because the receiver takes others but not them
 * @param hindrance why none is delivered at this moment, one sentence for health; empty where nothing is wrong
 */
public record KeptAlerts(long waiting, long refused, String hindrance) {
  /** Of a channel that keeps none. */
  public static final KeptAlerts NONE = new KeptAlerts(0, 0, "");
}
