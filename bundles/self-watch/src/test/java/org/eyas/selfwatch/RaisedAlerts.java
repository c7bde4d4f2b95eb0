package org.eyas.selfwatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** Keeps the alerts that were raised. */
final class RaisedAlerts implements InternalAlerts {
  private final List<Alert> all = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void raise(Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields) {
    all.add(new Alert(0, priority, rule, "internal", message, fields, Collections.emptySortedSet()));
  }

  List<Alert> all() {
    return List.of(all.toArray(Alert[]::new));
  }

  /** Priority, rule, text and fields of each. */
  List<String> texts() {
    return all().stream()
        .map(alert -> alert.priority() + " " + alert.rule() + ": " + alert.message() + " " + alert.fields()).toList();
  }
}
