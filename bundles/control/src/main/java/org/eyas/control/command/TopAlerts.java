package org.eyas.control.command;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.control.AlertGroup;
import org.eyas.api.control.AlertStatistics;
import org.eyas.api.control.PastAlert;

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
    lines.addAll(Table.after(groups(), "alerts", "last", "priority", "rule", "program", "container"));
    lines.addAll(Table.after(fresh(), "new_since_yesterday", "program", "container", "alerts"));
    lines.addAll(Table.after(users(), "user", "alerts"));
    lines.addAll(Table.after(newest.stream().map(TopAlerts::alert).toList(), "time", "priority", "message"));
    return lines;
  }

  /** The counts, for programs. */
  Row addTo(Row row) {
    return row.with("groups", groups().stream().map(Row::values).toList())
        .with("new_since_yesterday", fresh().stream().map(Row::values).toList())
        .with("users", users().stream().map(Row::values).toList())
        .with("alerts_by_hour", hours())
        .with("complete", day.complete());
  }

  /** By rule, program and container, the largest groups first. */
  private List<Row> groups() {
    return day.groups().stream().limit(GROUPS).map(TopAlerts::group).toList();
  }

  /** Programs for which a rule raised an alert for the first time; unknown if only a part of the history was counted. */
  private List<Row> fresh() {
    return day.complete() ? day.fresh().stream().limit(OTHERS).map(TopAlerts::fresh).toList() : List.of();
  }

  private List<Row> users() {
    return day.users().stream().limit(OTHERS).map(user -> Row.of("user", user.value()).with("alerts", user.count())).toList();
  }

  private List<Long> hours() {
    List<Long> all = day.steps().stream().map(step -> step.errors() + step.warnings() + step.others()).toList();
    return all.subList(Math.max(0, all.size() - HOURS), all.size());
  }

  private static Row group(AlertGroup group) {
    return Row.of("alerts", group.count())
        .with("last", clock(group.lastNanos()))
        .with("priority", group.priority().label())
        .with("rule", group.rule())
        .with("program", group.program())
        .with("container", place(group));
  }

  private static Row fresh(AlertGroup group) {
    return Row.of("new_since_yesterday", group.rule())
        .with("program", group.program())
        .with("container", place(group))
        .with("alerts", group.count());
  }

  private static String place(AlertGroup group) {
    return group.pod().isEmpty() ? group.container() : group.pod();
  }

  private static Row alert(PastAlert past) {
    return Row.of("time", clock(past.alert().timestampNanos()))
        .with("priority", past.alert().priority().label())
        .with("message", past.alert().message());
  }

  private static String clock(long nanos) {
    Instant time = Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    return LocalTime.ofInstant(time, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
