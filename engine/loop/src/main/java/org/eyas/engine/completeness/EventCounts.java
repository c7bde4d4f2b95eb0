package org.eyas.engine.completeness;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.engine.schema.EventSchema;

/**
 * The numbers of events of one source: events that its rules saw, lost events, and events that stayed in the kernel.
 * Immutable.
 *
 * @param losses the events that the source lost
 * @param filtered events that stayed in the kernel because no rule can match them
 */
public record EventCounts(SeenEventCounts seen, LossCounts losses, EventTypeCounts filtered) {
  static final EventCounts NONE = new EventCounts(SeenEventCounts.NONE, LossCounts.NONE, EventTypeCounts.NONE);

  /**
   * Joins counters of the same moment.
   *
   * @param seen the counts of the loop
   * @param stats the counters of the loop's capture
   * @param details the detailed counters of the loop's capture
   */
  public static EventCounts of(SeenEventCounts seen, CaptureStats stats, CaptureDetails details) {
    long[] filtered = new long[EventSchema.current().size()];
    for (PushdownCounts type : details.pushdown()) {
      filtered[type.type().code()] += type.rejected();
    }
    return new EventCounts(seen, LossCounts.of(stats, details), EventTypeCounts.of(filtered));
  }

  /** The difference to earlier counts. */
  EventCounts since(EventCounts before) {
    SeenEventCounts then = before.seen;
    SeenEventCounts more = new SeenEventCounts(
        seen.seen().since(then.seen()), seen.undecided().since(then.undecided()), seen.damaged() - then.damaged());
    return new EventCounts(more, losses.since(before.losses), filtered.since(before.filtered));
  }

  EventCounts plus(EventCounts more) {
    SeenEventCounts both = new SeenEventCounts(
        seen.seen().plus(more.seen.seen()), seen.undecided().plus(more.seen.undecided()), seen.damaged() + more.seen.damaged());
    return new EventCounts(both, losses.plus(more.losses), filtered.plus(more.filtered));
  }

  /**
   * The events that a rule saw and did not see.
   *
   * @param codes the types of events that the rule is about
   * @param blindSeconds seconds without an open capture
   */
  public SeenEvents of(BitSet codes, long blindSeconds) {
    SortedMap<String, Long> lost = new TreeMap<>(losses.of(codes));
    if (seen.damaged() > 0) {
      lost.put("damaged", seen.damaged());
    }
    return new SeenEvents(seen.seen().sum(codes), lost, seen.undecided().sum(codes), filtered.sum(codes), blindSeconds);
  }
}
