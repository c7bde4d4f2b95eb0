package org.eyas.engine.history;

import java.util.List;
import org.eyas.api.control.PastAlert;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that an alert takes. Names of fields and tags belong to the rule and are not counted; a character counts
 * as one byte.
 */
final class AlertSize {
  /** The alert, its two collections, and its entry in the history. */
  private static final int EMPTY = 320;

  private static final int ENTRY = 40;
  private static final int TEXT = 40;
  private static final int NUMBER = 16;

  private AlertSize() {}

  static int of(PastAlert past) {
    int bytes = EMPTY + ENTRY * past.alert().tags().size() + TEXT + past.alert().message().length();
    for (Object value : past.alert().fields().values()) {
      bytes += ENTRY + ofValue(value);
    }
    for (String line : past.ancestors()) {
      bytes += TEXT + line.length();
    }
    return bytes + past.explanation().length();
  }

  private static int ofValue(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> TEXT + text.length();
      case List<?> list -> ofList(list);
      default -> NUMBER;
    };
  }

  private static int ofList(List<?> list) {
    int bytes = TEXT;
    for (Object element : list) {
      bytes += NUMBER + ofValue(element);
    }
    return bytes;
  }
}
