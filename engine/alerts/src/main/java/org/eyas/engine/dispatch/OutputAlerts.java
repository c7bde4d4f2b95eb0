package org.eyas.engine.dispatch;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** Alerts about outputs themselves, so that losses are also visible without the log. */
final class OutputAlerts {
  private static final String SOURCE = "internal";

  private OutputAlerts() {}

  /** @param queue the name of a channel, or of the alert queue */
  static Alert dropping(String queue, long dropped) {
    return alert(
        Priority.ERROR,
        "Eyas internal: alerts dropped",
        "Output '" + queue + "' does not keep up, alerts are dropped.",
        counts(queue, dropped));
  }

  static Alert recovered(String queue, long dropped) {
    return alert(
        Priority.ERROR,
        "Eyas internal: alerts dropped",
        "Output '" + queue + "' keeps up again, " + dropped + " alerts were dropped.",
        counts(queue, dropped));
  }

  static Alert unreadable(String reason) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("reason", reason);
    return alert(
        Priority.ERROR, "Eyas internal: unreadable alert", "An alert that waited on disk cannot be read.", fields);
  }

  /** The alert that tests whether an output works. */
  static Alert test(String output) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("output", output);
    return alert(
        Priority.NOTICE, "Eyas internal: test alert", "This is a test of the output '" + output + "'.", fields);
  }

  private static SortedMap<String, @Nullable Object> counts(String queue, long dropped) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("output", queue);
    fields.put("n_dropped", dropped);
    return fields;
  }

  private static Alert alert(
      Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields) {
    return new Alert(nanosNow(), priority, rule, SOURCE, message, fields, Collections.emptySortedSet());
  }

  /** Nanoseconds since the epoch. */
  static long nanosNow() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
