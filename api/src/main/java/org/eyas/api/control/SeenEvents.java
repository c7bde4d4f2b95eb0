package org.eyas.api.control;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of the events of a rule's types within a span of time: those that the rule saw, and those that it did not see.
 * Sources count events by type, but losses only by kind of event: {@code lost} is an upper bound, and 0 is exact.
 * Immutable.
 *
 * @param seen events on which the rule was evaluated, or that its index excluded
 * @param lost events that may have been of these types, by cause: {@code n_drops_CAUSE} of Falco's metrics,
 *     {@code damaged} for events that could not be read, {@code unknown} if the source does not say why; without causes
 *     that lost nothing
 * @param undecided seen events that may have been decided wrongly: their process was unknown, or a value was still
 *     pending when the time for it was over
 * @param filtered events that stayed in the kernel, because their parameters prove that no rule matches them
 * @param blindSeconds seconds in which no capture was open, so that no events were counted
 */
public record SeenEvents(long seen, SortedMap<String, Long> lost, long undecided, long filtered, long blindSeconds) {
  /** No events. */
  public static final SeenEvents NONE = new SeenEvents(0, Collections.emptySortedMap(), 0, 0, 0);

  public SeenEvents {
    lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
  }

  /** Events that were lost, for any cause. */
  public long allLost() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Events that the rule should have seen: those that it saw, and those that were lost. */
  public long expected() {
    return seen + allLost();
  }

  /** Whether the rule saw and decided every event. */
  public boolean isWhole() {
    return lost.isEmpty() && undecided == 0 && blindSeconds == 0;
  }

  /** The sum of these and later events. */
  public SeenEvents plus(SeenEvents more) {
    SortedMap<String, Long> both = new TreeMap<>(lost);
    for (Map.Entry<String, Long> each : more.lost.entrySet()) {
      both.merge(each.getKey(), each.getValue(), Long::sum);
    }
    return new SeenEvents(
        seen + more.seen, both, undecided + more.undecided, filtered + more.filtered, blindSeconds + more.blindSeconds);
  }

  /** The lost events by cause, in one line; empty if there are none. */
  public String causes() {
    StringBuilder out = new StringBuilder();
    lost.forEach((cause, count) -> out.append(out.isEmpty() ? "" : ", ").append(cause).append(' ').append(count));
    return out.toString();
  }

  /** All counts as one sentence. */
  public String text() {
    String text = "The rule saw %d of %d events of its types".formatted(seen, expected())
        + (lost.isEmpty() ? "" : "; at most " + allLost() + " were lost (" + causes() + ")")
        + (undecided == 0 ? "" : "; " + undecided + " could not be decided")
        + (filtered == 0 ? "" : "; " + filtered + " stayed in the kernel by proof")
        + (blindSeconds == 0 ? "" : "; no capture was open for " + blindSeconds + " s");
    return text + ".";
  }
}
