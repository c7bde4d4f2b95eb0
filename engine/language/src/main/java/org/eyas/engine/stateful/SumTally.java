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

/**
 * Adds numbers. The window moves in slices of a 256th of its length, so that a group takes the same memory for any
 * number of events. The current slice counts, and the 255 slices before it.
 */
final class SumTally implements ThresholdTally {
  private static final int SLICES = 256;
  private static final int FEWEST_SLICES = 4;

  private final long sliceNanos;
  private long[] slices = new long[FEWEST_SLICES];
  private long[] sums = new long[FEWEST_SLICES];
  private int first;
  private int size;
  private long total;
  private final CountedEventRing events = new CountedEventRing();

  SumTally(long withinNanos) {
    sliceNanos = Math.max(1, withinNanos / SLICES);
  }

  @Override
  public long add(Event event, long nanos, long sinceNanos, GroupKey value, long number) {
    long slice = Math.floorDiv(nanos, sliceNanos);
    boolean moves = sinceNanos != Long.MIN_VALUE;
    while (moves && size > 0 && slices[first] <= slice - SLICES) {
      total -= sums[first];
      first = first + 1 & slices.length - 1;
      size--;
    }
    int last = first + size - 1 & slices.length - 1;
    if (size == 0 || slices[last] < slice) {
      last = append(slice);
    }
    long room = Long.MAX_VALUE - total;
    long added = Math.min(number, room);
    sums[last] += added;
    total += added;
    events.add(event);
    return total;
  }

  private int append(long slice) {
    if (size == slices.length) {
      slices = grown(slices);
      sums = grown(sums);
      first = 0;
    }
    int last = first + size & slices.length - 1;
    slices[last] = slice;
    sums[last] = 0;
    size++;
    return last;
  }

  private long[] grown(long[] ring) {
    long[] more = Arrays.copyOfRange(ring, first, first + ring.length * 2);
    System.arraycopy(ring, 0, more, ring.length - first, first);
    return more;
  }

  @Override
  public List<byte[]> values() {
    return List.of();
  }

  @Override
  public EventReferences events() {
    return size == 0 ? EventReferences.NONE : events.since(slices[first] * sliceNanos);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(slices[first + i & slices.length - 1]);
      out.writeLong(sums[first + i & slices.length - 1]);
    }
    events.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int last = append(in.readLong());
      sums[last] = in.readLong();
      total += sums[last];
    }
    events.read(in);
  }

  @Override
  public void clear() {
    first = 0;
    size = 0;
    total = 0;
    events.clear();
  }

  @Override
  public int bytes() {
    return 88 + slices.length * 2 * Long.BYTES + events.bytes();
  }
}
