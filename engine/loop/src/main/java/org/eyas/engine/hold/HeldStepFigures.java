package org.eyas.engine.hold;

/**
 * The counters of events that are held for steps of rules over several sources.
 *
 * @param now the number of events that are held now
 * @param total the number of events that were held since the start
 * @param undecided the number of events that were evaluated without a value: the time was over, too many were held, or
 *     the rules changed
 */
public record HeldStepFigures(long now, long total, long undecided) {
  /** The figures if no event was held. */
  public static final HeldStepFigures NONE = new HeldStepFigures(0, 0, 0);
}
