package org.eyas.control.command;

import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.data.VisibleText;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.PastAlert;

/** An alert as an answer shows it. */
final class AlertAnswerRow {
  private AlertAnswerRow() {}

  static String line(PastAlert past) {
    Alert alert = past.alert();
    return VisibleText.line(
        past.number() + " " + AnswerTimeText.ofNanos(alert.timestampNanos()) + " " + alert.priority().label() + " "
            + alert.message());
  }

  static AnswerRow of(PastAlert past) {
    Alert alert = past.alert();
    AlertPlace place = AlertPlace.of(alert);
    return AnswerRow.of("number", past.number())
        .with("time", AnswerTimeText.ofNanos(alert.timestampNanos()))
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
  static AnswerRow withDetails(PastAlert past) {
    AnswerRow row =
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
