package org.eyas.engine.alert;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.jspecify.annotations.Nullable;

/**
 * The alert that follows an incomplete alert and contains the values that arrived too late for it. It has the priority
 * of the incomplete alert.
 */
public final class FollowUpAlert {
  private static final String RULE = "Eyas internal: alert completed";

  private FollowUpAlert() {}

  /**
   * @param sent the incomplete alert
   * @param completed the same alert with all values
   */
  public static Alert of(Alert sent, Alert completed) {
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
