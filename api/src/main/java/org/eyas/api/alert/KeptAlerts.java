package org.eyas.api.alert;

/**
 * The alerts that a channel has accepted and stores itself, for example on disk, until its receiver has them.
 *
 * @param waiting number of alerts that are not delivered yet
 * @param refused number of alerts that the channel gave up since it started, because the receiver accepts others but not these
 * @param problem why nothing is delivered now, in one sentence for health; empty if nothing is wrong
 * @param recognized number of alerts that came again after the process was killed, and were not stored twice
 */
public record KeptAlerts(long waiting, long refused, String problem, long recognized) {
  /** The value for a channel that stores no alerts. */
  public static final KeptAlerts NONE = new KeptAlerts(0, 0, "");

  /** The value for a channel that recognizes no alerts. */
  public KeptAlerts(long waiting, long refused, String problem) {
    this(waiting, refused, problem, 0);
  }
}
