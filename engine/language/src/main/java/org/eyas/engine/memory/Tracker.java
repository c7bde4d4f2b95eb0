package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.eyas.api.event.Event;

/** Remembers the events of one rule. For the thread of one event loop. */
interface Tracker {
  /**
   * An event matches some steps of the rule.
   *
   * @param steps a bit for each step, the lowest for the first
   * @return how often the rule fires
   */
  int see(int steps, Event event);

  /** As often as {@link #see} said that the rule fires: the event and what is remembered. */
  FiredEvent show(Event event, FiredEvent into);

  GroupTable<?> table();

  Progress progress();

  /** Continues with the groups of another tracker, whose rule has the same {@link RuleMemory#identity}. */
  void continueWith(Tracker other);

  /** Writes what a group of {@link #table} remembers. */
  void write(Group group, DataOutput out) throws IOException;

  /** Adds a group with what {@link #write} wrote; it becomes the one that was used last. */
  void read(byte[] name, long touchedNanos, DataInput in) throws IOException;

  static Tracker of(RuleMemory memory) {
    return switch (memory) {
      case Threshold threshold -> new ThresholdTracker(threshold);
      case Sequence sequence when sequence.ordered() -> new SequenceTracker(sequence);
      case Sequence sequence -> new SetTracker(sequence);
    };
  }
}
