package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.eyas.api.event.Event;

/** The times and numbers of the latest events that count for a threshold: a ring that grows. For the thread of one event loop. */
final class CountedEvents {
  /** More than the thresholds that ship need; a group that counts 100,000 events must not take more memory for this. */
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

  /** The latest events, the first one first. */
  StepEvents latest(long most) {
    int count = (int) Math.min(most, kept());
    StepEvents events = new StepEvents(count);
    for (int i = 0; i < count; i++) {
      int at = place(added - count + i);
      events.set(i, pairs[at], pairs[at + 1]);
    }
    return events;
  }

  /** The same, without those before the first one that has a time or comes after it. */
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
