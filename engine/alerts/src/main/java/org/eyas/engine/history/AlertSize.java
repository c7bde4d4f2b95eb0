package org.eyas.engine.history;

import java.util.List;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that an alert takes. The names of fields and tags belong to the rule and are not counted. A
 * character counts as one byte.
 */
final class AlertSize {
  /** The alert, its two collections, and its entry in the history. */
  private static final int EMPTY = 320;

  private static final int ENTRY = 40;
  private static final int TEXT = 40;
  private static final int NUMBER = 16;

  /** A process with five texts, without their characters. */
  private static final int PROCESS = 64 + 5 * TEXT;

  private AlertSize() {}

  static int of(PastAlert past) {
    int bytes = EMPTY + ENTRY * past.alert().tags().size() + TEXT + past.alert().message().length();
    for (Object value : past.alert().fields().values()) {
      bytes += ENTRY + ofValue(value);
    }
    return bytes + ofDetails(past.details());
  }

  private static int ofDetails(AlertDetails details) {
    if (!details.areCollected()) {
      return 0;
    }
    int bytes = EMPTY + details.explanation().length();
    for (AlertProcess process : details.processes()) {
      bytes += PROCESS + process.name().length() + process.path().length() + process.commandLine().length();
    }
    for (String value : details.read().values()) {
      bytes += ENTRY + TEXT + value.length();
    }
    return bytes;
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
