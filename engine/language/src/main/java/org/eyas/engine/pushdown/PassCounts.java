package org.eyas.engine.pushdown;

import java.util.stream.LongStream;
import org.eyas.engine.schema.EventSchema;

/**
 * Counts the events of each type that a pushdown passed and rejected, and the rule matches among them. For one thread.
 */
public final class PassCounts {
  private final long[] events = new long[EventSchema.current().size()];
  private final long[] passed = new long[EventSchema.current().size()];
  private long rejectedForState;
  private long matches;
  private long lost;

  /**
   * Counts an event.
   *
   * @param passes whether the pushdown passes it
   * @param changesState whether it can change the process and descriptor tables as the engine keeps them for these rules
   * @param matching the number of rules that match it
   */
  public void add(int code, boolean passes, boolean changesState, int matching) {
    events[code]++;
    passed[code] += passes ? 1 : 0;
    rejectedForState += changesState && !passes ? 1 : 0;
    matches += matching;
    lost += passes ? 0 : matching;
  }

  public long events(int code) {
    return events[code];
  }

  public long passed(int code) {
    return passed[code];
  }

  /** The events of all types. */
  public long allEvents() {
    return LongStream.of(events).sum();
  }

  /** The events of all types that passed. */
  public long allPassed() {
    return LongStream.of(passed).sum();
  }

  /** The events that did not pass, but can change the process and descriptor tables. A live source delivers them all the same. */
  public long rejectedForState() {
    return rejectedForState;
  }

  /** The number of events that neither pass nor change the tables: a source can leave them in the kernel. */
  public long droppable() {
    return allEvents() - allPassed() - rejectedForState;
  }

  /** How often a rule matched an event. */
  public long matches() {
    return matches;
  }

  /** The number of rule matches on events that the pushdown rejected. A value other than 0 is an internal error. */
  public long lost() {
    return lost;
  }
}
