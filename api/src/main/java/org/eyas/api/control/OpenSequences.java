package org.eyas.api.control;

import java.util.List;

/**
 * The open sequences of a rule.
 *
 * @param by the fields by which the rule joins events
 * @param count how many sequences are open
 * @param furthest those of which the most steps have matched, and of these the ones that wait the longest
 */
public record OpenSequences(List<String> by, long count, List<OpenSequence> furthest) {
  /** No open sequences. */
  public static final OpenSequences NONE = new OpenSequences(List.of(), 0, List.of());

  public OpenSequences {
    by = List.copyOf(by);
    furthest = List.copyOf(furthest);
  }
}
