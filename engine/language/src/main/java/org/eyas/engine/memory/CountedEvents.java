package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.eyas.api.event.Event;

/**
 * A ring buffer, which grows, with the times and numbers of the latest events that count for a threshold. For the
 * thread of one event loop.
 */
final class CountedEvents {
  /**
   * More events than the shipped thresholds need. The limit keeps memory small for a group that counts 100,000 events.
   */
  static final int MOST = 32;

  private static final int FEWEST = 2;
  private static final int PAIR = 2;

  private long[] pairs = new long[FEWEST * PAIR];
  private long added;

  void add(Event event) {
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
  StepEvents latest(long most) {
    int count = (int) Math.min(most, kept());
    StepEvents events = new StepEvents(count);
    for (int i = 0; i < count; i++) {
      int at = place(added - count + i);
      events.set(i, pairs[at], pairs[at + 1]);
    }
    return events;
  }

  /** The latest events, without those before the first event whose time is this or later. */
  StepEvents since(long nanos) {
    int count = kept();
    while (count > 0 && pairs[place(added - count)] < nanos) {
      count--;
    }
    return latest(count);
  }

  void clear() {
    pairs = new long[FEWEST * PAIR];
    added = 0;
  }

  int bytes() {
    return 40 + pairs.length * Long.BYTES;
  }

  void write(DataOutput out) throws IOException {
    StepEvents events = latest(MOST);
    out.writeInt(events.size());
    for (int i = 0; i < events.size(); i++) {
      events.write(i, out);
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      add(in.readLong(), in.readLong());
    }
  }
}
