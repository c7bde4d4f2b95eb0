package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.GroupKey;

/** The measured state of a threshold for one group. */
interface ThresholdTally {
  /**
   * Adds an event.
   *
   * @param nanos the time at which the event counts
   * @param sinceNanos events before this time do not count any more
   * @param value the value of the event; empty if events are only counted
   * @param number the value of the event, if it is a number
   * @return the number that the group has reached
   */
  long add(Event event, long nanos, long sinceNanos, GroupKey value, long number);

  /**
   * The different values that count, each as a key of one value; empty unless the threshold counts different values.
   */
  List<byte[]> values();

  /**
   * The latest events that count, at most {@code CountedEventRing.MOST}; for different values, the latest event of each.
   */
  EventReferences events();

  void clear();

  void write(DataOutput out) throws IOException;

  /** Reads the state that {@link #write} wrote. */
  void read(DataInput in) throws IOException;

  /** The heap that the state takes. */
  int bytes();
}
