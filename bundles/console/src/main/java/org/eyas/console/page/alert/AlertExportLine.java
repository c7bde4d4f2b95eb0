package org.eyas.console.page.alert;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.data.VisibleText;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.PageJson;
import org.jspecify.annotations.Nullable;

/** Formats an alert as one line of an exported file: JSON or comma-separated values. */
final class AlertExportLine {
  static final String CSV_HEADER = "number,time,priority,rule,source,container,pod,message,tags,fields\r\n";

  private AlertExportLine() {}

  /** The members of Falco's JSON, and the number. */
  static String json(PastAlert past) {
    Alert alert = past.alert();
    StringJoiner tags = new StringJoiner(",", "[", "]");
    alert.tags().forEach(tag -> tags.add(PageJson.quoted(tag)));
    return "{\"number\":" + past.number()
        + ",\"time\":" + PageJson.quoted(time(alert))
        + ",\"priority\":" + PageJson.quoted(alert.priority().label())
        + ",\"rule\":" + PageJson.quoted(alert.rule())
        + ",\"source\":" + PageJson.quoted(alert.source())
        + ",\"output\":" + PageJson.quoted(alert.message())
        + ",\"output_fields\":" + fields(alert)
        + ",\"tags\":" + tags + "}";
  }

  private static String fields(Alert alert) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    alert.fields().forEach((name, value) -> fields.add(PageJson.quoted(name) + ":" + value(value)));
    return fields.toString();
  }

  private static String time(Alert alert) {
    return Instant.ofEpochSecond(0, alert.timestampNanos()).toString();
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Long number -> number.toString();
      case BigInteger number -> number.toString();
      case Boolean truth -> truth.toString();
      case Double number when Double.isFinite(number) -> number.toString();
      case List<?> list -> list(list);
      default -> PageJson.quoted(value.toString());
    };
  }

  private static String list(List<?> list) {
    StringJoiner elements = new StringJoiner(",", "[", "]");
    list.forEach(element -> elements.add(value(element)));
    return elements.toString();
  }

  /** The columns of {@link #CSV_HEADER}; the last one is JSON. */
  static String csv(PastAlert past) {
    Alert alert = past.alert();
    AlertPlace place = AlertPlace.of(alert);
    StringJoiner line = new StringJoiner(",");
    for (String cell : List.of(
        Long.toString(past.number()), time(alert), alert.priority().label(), alert.rule(), alert.source(), place.container(),
        place.pod(), alert.message(), String.join(" ", alert.tags()), fields(alert))) {
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
