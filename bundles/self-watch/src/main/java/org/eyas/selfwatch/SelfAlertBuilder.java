package org.eyas.selfwatch;

import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** An alert about the engine while it is being put together. Outputs print its fields after its text. */
final class SelfAlertBuilder {
  private static final String RULE = "Eyas internal: ";
  private static final String FIELD = "eyas.";

  private final String rule;
  private final String text;
  private final SortedMap<String, @Nullable Object> fields = new TreeMap<>();

  /** @param name the end of the rule's name */
  SelfAlertBuilder(String name, String text) {
    rule = RULE + name;
    this.text = text;
  }

  /** @param value of a type that an alert can have */
  SelfAlertBuilder with(String name, Object value) {
    fields.put(FIELD + name, value);
    return this;
  }

  void raise(InternalAlerts alerts, Priority priority) {
    alerts.raise(priority, rule, text, fields);
  }
}
