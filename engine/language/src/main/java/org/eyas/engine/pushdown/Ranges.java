package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.event.ValueType.Form;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.syntax.Expr.Modifier;

/**
 * A set of signed 64-bit numbers.
 *
 * @param ranges in ascending order; between two of them is at least one number that is in neither
 */
public record Ranges(List<Range> ranges) {
  private static final Ranges NONE = new Ranges(List.of());
  static final Ranges NEGATIVE = between(Long.MIN_VALUE, -1);
  static final Ranges NOT_NEGATIVE = NEGATIVE.complement();

  /** The numbers from {@code least} to {@code most}, both included. */
  public record Range(long least, long most) {}

  public Ranges {
    ranges = List.copyOf(ranges);
  }

  static Ranges between(long least, long most) {
    return new Ranges(List.of(new Range(least, most)));
  }

  static Ranges of(Collection<Long> numbers) {
    return numbers.stream().map(number -> between(number, number)).reduce(NONE, Ranges::or);
  }

  /** The numbers for which a check is true; empty if they are not compared as signed numbers, or in a way that is too rare. */
  static Optional<Ranges> of(NumberCheck check) {
    Form form = check.left().type().form();
    if (form != Form.SIGNED && form != Form.UNSIGNED || check.constants().isEmpty()) {
      return Optional.empty();
    }
    boolean one = check.modifier() == Modifier.NONE && check.constants().size() == 1;
    long number = check.constants().getFirst();
    return switch (check.operator()) {
      case IN, INTERSECTS -> Optional.of(of(check.constants()));
      case EQUAL -> one ? Optional.of(between(number, number)) : Optional.empty();
      case NOT_EQUAL -> one ? Optional.of(between(number, number).complement()) : Optional.empty();
      case LESS -> one && form == Form.SIGNED ? Optional.of(from(number).complement()) : Optional.empty();
      case GREATER_OR_EQUAL -> one && form == Form.SIGNED ? Optional.of(from(number)) : Optional.empty();
      case GREATER -> one && form == Form.SIGNED ? Optional.of(to(number).complement()) : Optional.empty();
      case LESS_OR_EQUAL -> one && form == Form.SIGNED ? Optional.of(to(number)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Ranges from(long least) {
    return between(least, Long.MAX_VALUE);
  }

  private static Ranges to(long most) {
    return between(Long.MIN_VALUE, most);
  }

  /** All other numbers. */
  Ranges complement() {
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

  Ranges or(Ranges other) {
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

  Ranges and(Ranges other) {
    return complement().or(other.complement()).complement();
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean isEverything() {
    return complement().isEmpty();
  }

  /** Whether a number is in the set. Does not allocate. */
  boolean contains(long number) {
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (number >= range.least() && number <= range.most()) {
        return true;
      }
    }
    return false;
  }
}
