package org.eyas.engine.stateful.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.eyas.api.event.Event;

/**
 * References to some events, such as those of the steps of a sequence: the time and the number of each. For the thread
 * of one event loop.
 */
public final class EventReferences {
  /** The heap of one event. */
  public static final int EVENT_BYTES = 2 * Long.BYTES;
  public static final EventReferences NONE = new EventReferences(0);

  private final long[] nanos;
  private final long[] numbers;

  public EventReferences(int steps) {
    nanos = new long[steps];
    numbers = new long[steps];
  }

  public void set(int step, Event event) {
    set(step, event.timestampNanos(), event.sequence());
  }

  public void set(int step, long time, long number) {
    nanos[step] = time;
    numbers[step] = number;
  }

  int size() {
    return nanos.length;
  }

  /** The event as alerts show it. */
  String text(int step) {
    return Instant.ofEpochSecond(0, nanos[step]) + " " + numbers[step];
  }

  public int bytes() {
    return 56 + nanos.length * EVENT_BYTES;
  }

  public void write(int step, DataOutput out) throws IOException {
    out.writeLong(nanos[step]);
    out.writeLong(numbers[step]);
  }

  public void read(int step, DataInput in) throws IOException {
    set(step, in.readLong(), in.readLong());
  }
}
