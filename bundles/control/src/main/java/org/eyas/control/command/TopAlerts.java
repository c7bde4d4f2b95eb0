package org.eyas.control.command;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.AlertStatistics;
import org.eyas.api.history.PastAlert;

/**
 * The alerts on one page of {@code eyas top}.
 *
 * @param day the alerts of the last day, counted by the hour
 * @param newest the newest first
 */
record TopAlerts(AlertStatistics day, List<PastAlert> newest) {
  static final TopAlerts NONE =
      new TopAlerts(
          new AlertStatistics(0, 1, List.of(), List.of(), List.of(), List.of(), List.of(), false, true), List.of());

  private static final int GROUPS = 10;
  private static final int OTHERS = 5;
  private static final int HOURS = 12;
  private static final long NANOS = 1_000_000_000;

  TopAlerts {
    newest = List.copyOf(newest);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<Long> hours = hours();
    if (hours.stream().anyMatch(count -> count > 0)) {
      lines.add("");
      lines.add(
          "Alerts in each of the last " + hours.size() + " hours: "
              + hours.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    if (!day.complete()) {
      lines.add("Only the newest part of the history was counted, because it is large; choose a time: --query since:1h");
    }
    lines.addAll(AnswerTable.afterEmptyLine(groups(), "alerts", "last", "priority", "rule", "program", "container"));
    lines.addAll(AnswerTable.afterEmptyLine(fresh(), "new_since_yesterday", "program", "container", "alerts"));
    lines.addAll(AnswerTable.afterEmptyLine(users(), "user", "alerts"));
    lines.addAll(AnswerTable.afterEmptyLine(newest.stream().map(TopAlerts::alert).toList(), "time", "priority", "message"));
    return lines;
  }

  /** The counts, for programs. */
  AnswerRow addTo(AnswerRow row) {
    return row.with("groups", groups().stream().map(AnswerRow::values).toList())
        .with("new_since_yesterday", fresh().stream().map(AnswerRow::values).toList())
        .with("users", users().stream().map(AnswerRow::values).toList())
        .with("alerts_by_hour", hours())
        .with("complete", day.complete());
  }

  /** The groups of alerts by rule, program and container, the largest group first. */
  private List<AnswerRow> groups() {
    return day.groups().stream().limit(GROUPS).map(TopAlerts::group).toList();
  }

  /** Programs for which a rule raised an alert for the first time; unknown if only a part of the history was counted. */
  private List<AnswerRow> fresh() {
    return day.complete() ? day.fresh().stream().limit(OTHERS).map(TopAlerts::fresh).toList() : List.of();
  }

  private List<AnswerRow> users() {
    return day.users().stream().limit(OTHERS).map(user -> AnswerRow.of("user", user.value()).with("alerts", user.count()))
        .toList();
  }

  private List<Long> hours() {
    List<Long> all = day.steps().stream().map(step -> step.errors() + step.warnings() + step.others()).toList();
    return all.subList(Math.max(0, all.size() - HOURS), all.size());
  }

  private static AnswerRow group(AlertGroup group) {
    return AnswerRow.of("alerts", group.count())
        .with("last", clock(group.lastNanos()))
        .with("priority", group.priority().label())
        .with("rule", group.rule())
        .with("program", group.program())
        .with("container", place(group));
  }

  private static AnswerRow fresh(AlertGroup group) {
    return AnswerRow.of("new_since_yesterday", group.rule())
        .with("program", group.program())
        .with("container", place(group))
        .with("alerts", group.count());
  }

  private static String place(AlertGroup group) {
    return group.pod().isEmpty() ? group.container() : group.pod();
  }

  private static AnswerRow alert(PastAlert past) {
    return AnswerRow.of("time", clock(past.alert().timestampNanos()))
        .with("priority", past.alert().priority().label())
        .with("message", past.alert().message());
  }

  private static String clock(long nanos) {
    Instant time = Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    return LocalTime.ofInstant(time, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
