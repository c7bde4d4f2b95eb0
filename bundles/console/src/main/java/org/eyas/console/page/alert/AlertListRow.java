package org.eyas.console.page.alert;

import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.TimeElement;

/**
 * An alert as a row of the list.
 *
 * @param urgency 0 for emergency to 7 for debug
 * @param place the pod and the container; empty on the host
 * @param message without empty parts at its end
 * @param cells the values of the columns that the reader chose
 */
public record AlertListRow(long number, int urgency, String priority, String level, TimeElement time, String rule, String source,
    String place,
    String message, String tags, List<Cell> cells) {
  /**
   * At the end of a message, what Falco's plugins suggest for containers and pods. On the host, or where nothing is known, such a part
   * says nothing. Parts before them are not touched: they may be words of an attacker.
   */
  private static final Pattern EMPTY_END =
      Pattern.compile("( container_id=host container_name=host)?( (container|k8s)_[a-z_]+=(<NA>)?)*$");

  /** A value of a column; empty if the alert does not have it. */
  record Cell(String name, AlertFieldValue value) {}

  public static AlertListRow of(PastAlert past) {
    return of(past, List.of());
  }

  static AlertListRow of(PastAlert past, List<AlertColumn> columns) {
    Alert alert = past.alert();
    return new AlertListRow(
        past.number(),
        alert.priority().ordinal(),
        alert.priority().label(),
        level(alert.priority().ordinal()),
        TimeElement.at(alert.timestampNanos()),
        alert.rule(),
        alert.source(),
        place(AlertPlace.of(alert)),
        withoutEmptyEnd(alert.message()),
        String.join(" ", alert.tags()),
        columns.stream().map(column -> cell(past, column)).toList());
  }

  static String withoutEmptyEnd(String message) {
    return EMPTY_END.matcher(message).replaceFirst("");
  }

  private static Cell cell(PastAlert past, AlertColumn column) {
    return new Cell(column.name(), AlertFieldValue.of(PastAlertValues.of(past, column.name()), column.kind()));
  }

  public static String place(AlertPlace place) {
    return (place.pod() + " " + place.container()).strip();
  }

  /** The style of a priority: one for error and above, one each for warning and notice, and one for the others. */
  public static String level(int urgency) {
    return urgency <= 3 ? "bad" : urgency == 4 ? "warn" : urgency == 5 ? "notice" : "calm";
  }
}
