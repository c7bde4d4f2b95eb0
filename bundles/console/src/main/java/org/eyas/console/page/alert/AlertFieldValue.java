package org.eyas.console.page.alert;

import java.util.regex.Pattern;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.TextPreview;
import org.eyas.console.page.TimeElement;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field of an alert as pages show it.
 *
 * @param text the value unchanged; a duration in units for people
 * @param moment the time; null for other values
 * @param exact the exact value if the text is rounded; otherwise empty
 */
record AlertFieldValue(String text, @Nullable TimeElement moment, String exact) {
  /** Numbers that can be shown as a time in nanoseconds: they fit into 64 bits and are before the year 2255. */
  private static final Pattern NANOS = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");

  static AlertFieldValue of(String text, FieldNumberKind kind) {
    long nanos = kind != FieldNumberKind.PLAIN && NANOS.matcher(text).matches() ? Long.parseLong(text) : -1;
    if (kind == FieldNumberKind.TIME && nanos > 0) { // 0: it is not known
      return new AlertFieldValue(text, TimeElement.at(nanos), "");
    }
    return kind == FieldNumberKind.DURATION && nanos >= 0
        ? new AlertFieldValue(FigureFormat.duration(nanos), null, text + " ns")
        : new AlertFieldValue(text, null, "");
  }

  boolean isLong() {
    return TextPreview.isTooLong(text);
  }

  String start() {
    return TextPreview.start(text);
  }
}
