package org.eyas.api.control;

import java.time.Instant;
import java.util.List;

/**
 * A sequence of events that has begun, in one group of a rule.
 *
 * @param group the values of the fields by which the rule joins events, in the order of {@link OpenSequences#by}
 * @param matched the names of the steps that have matched
 * @param awaited the names of the steps that can continue it: the next one, or all that are missing if their order does
 *     not matter; if it is complete, the step that would prevent the alert
 * @param complete whether all steps have matched, and the rule fires at the end unless the awaited event comes before
 * @param end the time until which it waits, by the time of events
 */
public record OpenSequence(List<String> group, List<String> matched, List<String> awaited, boolean complete, Instant end) {
  public OpenSequence {
    group = List.copyOf(group);
    matched = List.copyOf(matched);
    awaited = List.copyOf(awaited);
  }
}
