package org.eyas.engine.loop;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.jspecify.annotations.Nullable;

/** The alert with the values that an earlier one lacked, because they came too late. It has the priority of the earlier one. */
final class FollowUpAlert {
  private static final String RULE = "Eyas internal: alert completed";

  private FollowUpAlert() {}

  /**
   * @param sent the alert without the values
   * @param completed the same alert with them
   */
  static Alert of(Alert sent, Alert completed) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    completed.fields().forEach((name, value) -> {
      if (!Objects.equals(value, sent.fields().get(name))) {
        fields.put(name, value);
      }
    });
    fields.put(AlertId.FOLLOWS, AlertId.of(sent));
    fields.put("eyas.alert.rule", sent.rule());
    fields.put("evt.time", sent.timestampNanos());
    Instant now = Instant.now();
    long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    String message = "An alert of rule '" + sent.rule() + "' is complete: " + completed.message();
    return InternalAlert.of(nanos, sent.priority(), RULE, message, fields);
  }
}
