package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.eyas.api.event.Event;

/** What a threshold has measured in one group. */
interface Tally {
  /**
   * Adds an event.
   *
   * @param nanos the time at which the event counts
   * @param sinceNanos what is older does not count any more
   * @param value the value of the event; empty if events are only counted
   * @param number the value of the event, if it is a number
   * @return what the group has reached
   */
  long add(Event event, long nanos, long sinceNanos, GroupName value, long number);

  /** The different values that count, each as a name of one value; empty unless they are what is counted. */
  List<byte[]> values();

  /** The latest events that count, at most {@link CountedEvents#MOST}; of each different value, its latest one. */
  StepEvents events();

  void clear();

  void write(DataOutput out) throws IOException;

  /** Becomes what {@link #write} wrote. */
  void read(DataInput in) throws IOException;

  /** The heap that it takes. */
  int bytes();

  static Tally of(Threshold threshold) {
    return switch (threshold.measure()) {
      case COUNT -> new CountTally();
      case DISTINCT -> new DistinctTally();
      case SUM -> new SumTally(threshold.withinNanos());
    };
  }
}
