package org.eyas.api.pushdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of signed 64-bit numbers. Immutable.
 *
 * @param ranges in ascending order; between two of them is at least one number that is in neither
 */
public record Ranges(List<Range> ranges) {
  private static final Ranges NONE = new Ranges(List.of());
  /** All negative numbers: the results of calls that failed. */
  public static final Ranges NEGATIVE = between(Long.MIN_VALUE, -1);
  /** All other numbers. */
  public static final Ranges NOT_NEGATIVE = NEGATIVE.complement();

  /** The numbers from {@code least} to {@code most}, both included. */
  public record Range(long least, long most) {}

  public Ranges {
    ranges = List.copyOf(ranges);
  }

  /** The numbers from {@code least} to {@code most}, both included. */
  public static Ranges between(long least, long most) {
    return new Ranges(List.of(new Range(least, most)));
  }

  /** The ranges that contain exactly these numbers. */
  public static Ranges of(Collection<Long> numbers) {
    return numbers.stream().map(number -> between(number, number)).reduce(NONE, Ranges::or);
  }

  /** All other numbers. */
  public Ranges complement() {
    List<Range> gaps = new ArrayList<>();
    long next = Long.MIN_VALUE;
    for (Range range : ranges) {
      if (range.least() > next) {
        gaps.add(new Range(next, range.least() - 1));
      }
      if (range.most() == Long.MAX_VALUE) {
        return new Ranges(gaps);
      }
      next = range.most() + 1;
    }
    gaps.add(new Range(next, Long.MAX_VALUE));
    return new Ranges(gaps);
  }

  /** The numbers of either set. */
  public Ranges or(Ranges other) {
    List<Range> joined = new ArrayList<>();
    Stream.concat(ranges.stream(), other.ranges.stream()).sorted(Comparator.comparingLong(Range::least)).forEach(range -> {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && (last.most() == Long.MAX_VALUE || range.least() <= last.most() + 1)) {
        joined.set(joined.size() - 1, new Range(last.least(), Math.max(last.most(), range.most())));
      } else {
        joined.add(range);
      }
    });
    return new Ranges(joined);
  }

  /** The numbers of both sets. */
  public Ranges and(Ranges other) {
    return complement().or(other.complement()).complement();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean isEverything() {
    return complement().isEmpty();
  }

  /** Whether a number is in the set. Does not allocate. */
  public boolean contains(long number) {
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (number >= range.least() && number <= range.most()) {
        return true;
      }
    }
    return false;
  }
}
