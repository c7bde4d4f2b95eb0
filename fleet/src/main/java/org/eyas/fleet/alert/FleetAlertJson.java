package org.eyas.fleet.alert;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.json.write.CompactJson;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON of an alert of the fleet. It has the form of an alert of a host. Its fields contain its id and the
 * ids of the alerts for which the rule fired. Any thread may call it.
 */
public final class FleetAlertJson {
  /** The field with the ids of the alerts of hosts. */
  public static final String EVIDENCE = "eyas.alert.evidence";

  private FleetAlertJson() {}

  /**
   * The alert as one line.
   *
   * @param hostname the name of the fleet, which replaces the host name
   */
  public static String json(Alert raised, List<String> evidence, String hostname) {
    Alert alert = AlertId.addedTo(raised);
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
    fields.put(EVIDENCE, evidence);
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("hostname", hostname);
    json.put("output", HostAlertTime.clock(alert.timestampNanos()) + ": " + alert.priority().label() + " " + alert.message());
    json.put("output_fields", fields);
    json.put("priority", alert.priority().label());
    json.put("rule", alert.rule());
    json.put("source", FieldsOnlyEvent.SOURCE.toString()); // also of rules about audit events
    json.put("tags", alert.tags());
    json.put("time", HostAlertTime.date(alert.timestampNanos()));
    return CompactJson.of(json);
  }
}
