package org.eyas.console.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field of an alert as pages show it.
 *
 * @param text the value unchanged; a duration in units for people
 * @param moment the time; null for other values
 * @param exact the exact value if the text is rounded; otherwise empty
 */
record FieldValue(String text, @Nullable Moment moment, String exact) {
  /** The numbers that fit into 64 bits, up to the year 2255. */
  private static final Pattern NANOS = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");

  static FieldValue of(String text, FieldKind kind) {
    long nanos = kind != FieldKind.PLAIN && NANOS.matcher(text).matches() ? Long.parseLong(text) : -1;
    if (kind == FieldKind.TIME && nanos > 0) { // 0: it is not known
      return new FieldValue(text, Moment.at(nanos), "");
    }
    return kind == FieldKind.DURATION && nanos >= 0
        ? new FieldValue(Figures.duration(nanos), null, text + " ns")
        : new FieldValue(text, null, "");
  }

  boolean isLong() {
    return LongText.is(text);
  }

  String start() {
    return LongText.start(text);
  }
}
