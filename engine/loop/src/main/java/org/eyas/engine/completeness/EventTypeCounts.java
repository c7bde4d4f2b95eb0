package org.eyas.engine.completeness;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongBinaryOperator;

/**
 * Counts of events by their codes, without counts of 0. Immutable, and small, because a machine has few types of events
 * at a time.
 */
public final class EventTypeCounts {
  /** The counts if all are 0. */
  public static final EventTypeCounts NONE = new EventTypeCounts(new int[0], new long[0]);

  private final int[] codes;
  private final long[] counts;

  private EventTypeCounts(int[] codes, long[] counts) {
    this.codes = codes;
    this.counts = counts;
  }

  /** @param byCode the count of each code */
  public static EventTypeCounts of(long[] byCode) {
    int[] codes = new int[byCode.length];
    int size = 0;
    for (int code = 0; code < byCode.length; code++) {
      if (byCode[code] != 0) {
        codes[size++] = code;
      }
    }
    int[] some = Arrays.copyOf(codes, size);
    return size == 0 ? NONE : new EventTypeCounts(some, Arrays.stream(some).mapToLong(code -> byCode[code]).toArray());
  }

  /** The sum of the counts of some codes. */
  public long sum(BitSet some) {
    long sum = 0;
    for (int i = 0; i < codes.length; i++) {
      sum += some.get(codes[i]) ? counts[i] : 0;
    }
    return sum;
  }

  /** The difference to earlier counts of the same counters. */
  EventTypeCounts since(EventTypeCounts before) {
    return joined(before, (now, then) -> Math.max(0, now - then));
  }

  EventTypeCounts plus(EventTypeCounts more) {
    return joined(more, Long::sum);
  }

  private EventTypeCounts joined(EventTypeCounts other, LongBinaryOperator join) {
    int most = Math.max(end(), other.end());
    long[] all = new long[most];
    for (int code = 0; code < most; code++) {
      all[code] = join.applyAsLong(get(code), other.get(code));
    }
    return of(all);
  }

  private int end() {
    return codes.length == 0 ? 0 : codes[codes.length - 1] + 1;
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(codes.length);
    for (int i = 0; i < codes.length; i++) {
      out.writeShort(codes[i]);
      out.writeLong(counts[i]);
    }
  }

  static EventTypeCounts read(DataInput in) throws IOException {
    int size = in.readUnsignedShort();
    int[] codes = new int[size];
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      codes[i] = in.readUnsignedShort();
      counts[i] = in.readLong();
    }
    return size == 0 ? NONE : new EventTypeCounts(codes, counts);
  }

  /** The count of one code. */
  long get(int code) {
    int at = Arrays.binarySearch(codes, code);
    return at < 0 ? 0 : counts[at];
  }
}
