package org.eyas.engine.repeat;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.Priority;
import org.eyas.engine.alert.InternalAlert;
import org.jspecify.annotations.Nullable;

/** The alert that reports how often an alert was repeated, and in which values the repeats differed from it. */
final class RepeatReport {
  private static final String RULE = "Eyas internal: alert repeated";

  private RepeatReport() {}

  /**
   * @param last the latest repeat
   * @param first the alert that was sent; null if it was sent later than the first repeat came
   * @param others the values of the repeats that the first alert did not have, by field
   */
  static Alert of(Alert last, @Nullable Alert first, long count, String within, Map<String, Set<String>> others) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    others.forEach((field, values) -> fields.put(field, String.join(", ", values)));
    StringBuilder differences = new StringBuilder();
    fields.forEach((field, values) -> differences.append(' ').append(field).append("=(").append(values).append(')'));
    fields.put("eyas.alert.rule", last.rule());
    fields.put("eyas.alert.repeats", count);
    fields.put("evt.time", (first == null ? last : first).timestampNanos());
    if (first != null) {
      fields.put(AlertId.FOLLOWS, AlertId.of(first));
    }
    String message =
        "An alert of rule '" + last.rule() + "' was repeated " + count + " times within " + within + ":" + differences
            + " | the last: " + last.message();
    return InternalAlert.of(last.timestampNanos(), Priority.INFORMATIONAL, RULE, message, fields);
  }
}
