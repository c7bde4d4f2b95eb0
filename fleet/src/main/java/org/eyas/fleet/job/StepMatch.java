package org.eyas.fleet.job;

/**
 * An alert that matches steps of a rule, for one group.
 *
 * @param key the id of the rule, followed by the name of the group
 * @param nanos the time of the alert
 * @param steps a bit for each step
 * @param id the id of the alert
 * @param alert the JSON of what the rule reads of the alert
 */
public record StepMatch(String key, long nanos, int steps, String id, byte[] alert) {
  long millis() {
    return Math.floorDiv(nanos, 1_000_000L);
  }
}
