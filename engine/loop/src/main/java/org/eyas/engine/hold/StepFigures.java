package org.eyas.engine.hold;

/**
 * The counters of events that are held for steps of rules over several sources.
 *
 * @param now how many are held
 * @param total how many were held since the start
 * @param undecided how many were evaluated without a value: the time was over, too many were held, or the rules changed
 */
public record StepFigures(long now, long total, long undecided) {
  /** Nothing was held. */
  public static final StepFigures NONE = new StepFigures(0, 0, 0);
}
