package org.eyas.console.page.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.data.VisibleText;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.PageJson;

/** Formats an alert as one line of an exported file: JSON or comma-separated values. */
final class AlertExportLine {
  private static final String CSV_COLUMNS = "number,time,priority,rule,source,container,pod,message,tags,";
  private static final String ALL_FIELDS = "fields";

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

  /** The first line of comma-separated values. */
  static String csvHeader(List<AlertColumn> columns) {
    String own = columns.stream().map(AlertColumn::name).collect(Collectors.joining(","));
    return CSV_COLUMNS + (own.isEmpty() ? ALL_FIELDS : own) + "\r\n";
  }

  /** The cells of {@link #csvHeader}: the fields that the reader chose have a column each; if none is chosen, one has all as JSON. */
  static String csv(PastAlert past, List<AlertColumn> columns) {
    Alert alert = past.alert();
    AlertPlace place = AlertPlace.of(alert);
    StringJoiner line = new StringJoiner(",");
    Stream<String> always =
        Stream.of(
            Long.toString(past.number()), time(alert), alert.priority().label(), alert.rule(), alert.source(), place.container(),
            place.pod(), alert.message(), String.join(" ", alert.tags()));
    Stream<String> own =
        columns.isEmpty() ? Stream.of(PageJson.of(alert.fields()))
            : columns.stream().map(column -> PastAlertValues.of(past, column.name()));
    Stream.concat(always, own).forEach(cell -> line.add(cell(VisibleText.withControls(cell))));
    return line + "\r";
  }

  // A spreadsheet would take a text that begins with one of these characters for a formula.
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
