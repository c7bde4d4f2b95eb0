package org.eyas.engine.dispatch;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.jspecify.annotations.Nullable;

/**
 * The address of an alert's page in the console: {@code CONSOLE/alert?time=MILLIS&id=ID}. It has the id of the alert and not its
 * number in the history, which is known only after outputs have sent the alert.
 */
final class AlertLink {
  static final String FIELD = "eyas.alert.url";

  private AlertLink() {}

  /** The alert with its address as a field. The same alert if it has one, or if the console has no address. */
  static Alert addedTo(Alert alert, String console) {
    if (console.isEmpty() || alert.fields().containsKey(FIELD)) {
      return alert;
    }
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
    long millis = TimeUnit.NANOSECONDS.toMillis(alert.timestampNanos());
    fields.put(FIELD, console + "/alert?time=" + millis + "&id=" + AlertId.of(alert));
    return new Alert(
        alert.timestampNanos(), alert.priority(), alert.rule(), alert.source(), alert.message(), fields, alert.tags(),
        alert.threadId());
  }
}
