package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.event.CountedEventRing;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.GroupKey;

/** Counts events. Keeps the times of the events that count in a ring buffer that grows. */
final class CountTally implements ThresholdTally {
  private long[] times = new long[4];
  private int first;
  private int size;
  private final CountedEventRing events = new CountedEventRing();

  @Override
  public long add(Event event, long nanos, long sinceNanos, GroupKey value, long number) {
    while (size > 0 && times[first] < sinceNanos) {
      first = first + 1 & times.length - 1;
      size--;
    }
    append(nanos);
    events.add(event);
    return size;
  }

  private void append(long nanos) {
    if (size == times.length) {
      grow();
    }
    times[first + size & times.length - 1] = nanos;
    size++;
  }

  private void grow() {
    long[] more = Arrays.copyOfRange(times, first, first + times.length * 2);
    System.arraycopy(times, 0, more, times.length - first, first);
    times = more;
    first = 0;
  }

  @Override
  public List<byte[]> values() {
    return List.of();
  }

  @Override
  public EventReferences events() {
    return events.latest(size);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(times[first + i & times.length - 1]);
    }
    events.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      append(in.readLong());
    }
    events.read(in);
  }

  @Override
  public void clear() {
    times = new long[4];
    first = 0;
    size = 0;
    events.clear();
  }

  @Override
  public int bytes() {
    return 40 + times.length * Long.BYTES + events.bytes();
  }
}
