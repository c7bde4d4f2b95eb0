package org.eyas.engine.stateful.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.eyas.api.event.Event;

/**
 * A ring buffer, which grows, with the times and numbers of the latest events that count for a threshold. For the
 * thread of one event loop.
 */
public final class CountedEventRing {
  /**
   * The maximum number of events in a ring: more than the shipped thresholds need. The limit keeps memory small for a group
   * that counts 100,000 events.
   */
  public static final int MOST = 32;

  private static final int FEWEST = 2;
  private static final int PAIR = 2;

  private long[] pairs = new long[FEWEST * PAIR];
  private long added;

  public void add(Event event) {
    add(event.timestampNanos(), event.sequence());
  }

  private void add(long nanos, long number) {
    if (added * PAIR == pairs.length && added < MOST) {
      pairs = Arrays.copyOf(pairs, pairs.length * 2);
    }
    int at = place(added++);
    pairs[at] = nanos;
    pairs[at + 1] = number;
  }

  private int place(long index) {
    return (int) (index * PAIR) & pairs.length - 1;
  }

  private int kept() {
    return (int) Math.min(added, pairs.length / PAIR);
  }

  /** The latest events, oldest first. */
  public EventReferences latest(long most) {
    int count = (int) Math.min(most, kept());
    EventReferences events = new EventReferences(count);
    for (int i = 0; i < count; i++) {
      int at = place(added - count + i);
      events.set(i, pairs[at], pairs[at + 1]);
    }
    return events;
  }

  /** The latest events, without those before the first event whose time is this or later. */
  public EventReferences since(long nanos) {
    int count = kept();
    while (count > 0 && pairs[place(added - count)] < nanos) {
      count--;
    }
    return latest(count);
  }

  public void clear() {
    pairs = new long[FEWEST * PAIR];
    added = 0;
  }

  public int bytes() {
    return 40 + pairs.length * Long.BYTES;
  }

  public void write(DataOutput out) throws IOException {
    EventReferences events = latest(MOST);
    out.writeInt(events.size());
    for (int i = 0; i < events.size(); i++) {
      events.write(i, out);
    }
  }

  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      add(in.readLong(), in.readLong());
    }
  }
}
