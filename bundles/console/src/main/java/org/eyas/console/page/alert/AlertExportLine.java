package org.eyas.console.page.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.data.VisibleText;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.PageJson;

/** Formats an alert as one line of an exported file: JSON or comma-separated values. */
final class AlertExportLine {
  static final String CSV_HEADER = "number,time,priority,rule,source,container,pod,message,tags,fields\r\n";

  private AlertExportLine() {}

  /** The members of Falco's JSON, and the number. */
  static String json(PastAlert past) {
    Alert alert = past.alert();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("number", past.number());
    members.put("time", time(alert));
    members.put("priority", alert.priority().label());
    members.put("rule", alert.rule());
    members.put("source", alert.source());
    members.put("output", alert.message());
    members.put("output_fields", alert.fields());
    members.put("tags", alert.tags());
    return PageJson.of(members);
  }

  private static String time(Alert alert) {
    return Instant.ofEpochSecond(0, alert.timestampNanos()).toString();
  }

  /** The columns of {@link #CSV_HEADER}; the last one is JSON. */
  static String csv(PastAlert past) {
    Alert alert = past.alert();
    AlertPlace place = AlertPlace.of(alert);
    StringJoiner line = new StringJoiner(",");
    for (String cell : List.of(
        Long.toString(past.number()), time(alert), alert.priority().label(), alert.rule(), alert.source(), place.container(),
        place.pod(), alert.message(), String.join(" ", alert.tags()), PageJson.of(alert.fields()))) {
      line.add(cell(VisibleText.withControls(cell)));
    }
    return line + "\r";
  }

  // A spreadsheet would take a text that begins with one of these characters for a formula.
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
