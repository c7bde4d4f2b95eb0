package org.eyas.engine.rules;

import java.util.List;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.rules.item.WrittenRepeatLimit;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.stateful.condition.TimeSpan;

/**
 * The definition of repeats among the alerts of a rule: those that the same process raises within a time after the first one, with the
 * same values.
 *
 * @param withinNanos the time after the first alert
 * @param by the values that must be equal; each is a number, a text, an address or several texts
 * @param names the values as written
 * @param ofSiblings whether processes with the same parent count as one
 * @param isReported whether an alert reports the repeats; false if the configured priority excludes it
 */
public record RepeatLimit(long withinNanos, List<TypedValue> by, List<String> names, boolean ofSiblings, boolean isReported) {
  public RepeatLimit {
    by = List.copyOf(by);
    names = List.copyOf(names);
  }

  static RepeatLimit of(WrittenRepeatLimit written, List<TypedValue> by, boolean isReported) {
    List<String> names = written.by().stream().map(WrittenText::text).toList();
    return new RepeatLimit(written.withinNanos(), by, names, written.ofSiblings(), isReported);
  }

  /** Whether the other limit makes the same alerts repeats. */
  public boolean isSameAs(RepeatLimit other) {
    return withinNanos == other.withinNanos && ofSiblings == other.ofSiblings && names.equals(other.names);
  }

  /** The time as rules have it. */
  public String within() {
    return TimeSpan.text(withinNanos);
  }
}
