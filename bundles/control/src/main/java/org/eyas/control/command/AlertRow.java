package org.eyas.control.command;

import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.control.AlertDetails;
import org.eyas.api.control.AlertProcess;
import org.eyas.api.control.PastAlert;
import org.eyas.api.data.VisibleText;

/** An alert as an answer shows it. */
final class AlertRow {
  private AlertRow() {}

  static String line(PastAlert past) {
    Alert alert = past.alert();
    return VisibleText.line(
        past.number() + " " + Times.ofNanos(alert.timestampNanos()) + " " + alert.priority().label() + " " + alert.message());
  }

  static Row of(PastAlert past) {
    Alert alert = past.alert();
    AlertPlace place = AlertPlace.of(alert);
    return Row.of("number", past.number())
        .with("time", Times.ofNanos(alert.timestampNanos()))
        .with("priority", alert.priority().label())
        .with("rule", alert.rule())
        .with("source", alert.source())
        .with("container", place.container())
        .with("pod", place.pod())
        .with("message", alert.message())
        .with("tags", List.copyOf(alert.tags()))
        .with("fields", alert.fields())
        .with("id", AlertId.of(alert));
  }

  /** The row of an alert with its processes and the explanation why the rule fired, if they were collected. */
  static Row whole(PastAlert past) {
    Row row =
        of(past).with("fields", past.alert().fields().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    AlertDetails details = past.details();
    if (details.leftOut() > 0) {
      row = row.with("left_out", details.leftOut());
    }
    return details.areCollected()
        ? row.with("processes", details.lineage().stream().map(AlertProcess::line).toList()).with("explanation",
            details.explanation())
        : row;
  }
}
