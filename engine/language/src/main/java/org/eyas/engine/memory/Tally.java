package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.eyas.api.event.Event;

/** The measured state of a threshold for one group. */
interface Tally {
  /**
   * Adds an event.
   *
   * @param nanos the time at which the event counts
   * @param sinceNanos events before this time do not count any more
   * @param value the value of the event; empty if events are only counted
   * @param number the value of the event, if it is a number
   * @return the number that the group has reached
   */
  long add(Event event, long nanos, long sinceNanos, GroupName value, long number);

  /**
   * The different values that count, each as a key of one value; empty unless the threshold counts different values.
   */
  List<byte[]> values();

  /**
   * The latest events that count, at most {@link CountedEvents#MOST}; for different values, the latest event of each.
   */
  StepEvents events();

  void clear();

  void write(DataOutput out) throws IOException;

  /** Reads the state that {@link #write} wrote. */
  void read(DataInput in) throws IOException;

  /** The heap that the state takes. */
  int bytes();

  static Tally of(Threshold threshold) {
    return switch (threshold.measure()) {
      case COUNT -> new CountTally();
      case DISTINCT -> new DistinctTally();
      case SUM -> new SumTally(threshold.withinNanos());
    };
  }
}
