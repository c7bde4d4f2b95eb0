package org.eyas.control.command;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.control.AlertGroup;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.control.PastAlert;
import org.eyas.api.control.SourceStatus;

/**
 * One page of {@code eyas top}.
 *
 * @param first the oldest sample, at most a minute ago
 * @param previous the one of the page before
 */
record TopPage(Sample first, Sample previous, Sample now) {
  private static final int GROUPS = 10;
  private static final long NANOS = 1_000_000_000;

  String text(String title) {
    List<String> lines = new ArrayList<>();
    lines.add(title + ", " + health());
    lines.add(
        "%d rules, %,d events/s; in the last %.0f s, rules fired %,d times and %,d events were lost"
            .formatted(now.rules(), events(), now.secondsSince(first), fired(), lost()));
    for (HealthProblem problem : now.problems()) {
      Row row = HealthCommand.row(problem);
      lines.add(row.text("part") + " " + row.text("name") + ": " + row.text("problem"));
    }
    add(lines, now.sources().stream().map(this::source).toList(), "source", "kind", "state", "events_per_second", "lost",
        "reason");
    add(lines, now.outputs().stream().map(this::output).toList(), "output", "state", "sent_per_second", "waiting", "dropped",
        "last_error");
    add(lines, groups(), "alerts", "last", "priority", "rule", "program", "container");
    add(lines, now.newest().stream().map(TopPage::alert).toList(), "time", "priority", "message");
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, List<Row> rows, String... columns) {
    if (!rows.isEmpty()) {
      lines.add("");
      lines.addAll(Table.of(rows, columns));
    }
  }

  /** All of it for programs. */
  Row row() {
    return Row.of("time", Times.of(Instant.now()))
        .with("seconds", now.secondsSince(previous))
        .with("events_per_second", events())
        .with("fired_in_the_last_minute", fired())
        .with("lost_in_the_last_minute", lost())
        .with("rules", now.rules())
        .with("problems", now.problems().stream().map(problem -> HealthCommand.row(problem).values()).toList())
        .with("sources", now.sources().stream().map(source -> source(source).values()).toList())
        .with("outputs", now.outputs().stream().map(output -> output(output).values()).toList())
        .with("groups", groups().stream().map(Row::values).toList());
  }

  private String health() {
    int problems = now.problems().size();
    return problems == 0 ? "healthy" : problems == 1 ? "1 problem" : problems + " problems";
  }

  private long events() {
    return now.sources().stream().mapToLong(source -> now.eventsPerSecond(source, previous)).sum();
  }

  private long fired() {
    return Math.max(0, now.hits() - first.hits());
  }

  private long lost() {
    return Math.max(0, now.lost() - first.lost());
  }

  private Row source(SourceStatus source) {
    return SourcesCommand.row(source).with("events_per_second", now.eventsPerSecond(source, previous));
  }

  private Row output(OutputStatus output) {
    Row row = OutputsCommand.row(output);
    return row.with("output", row.values().get("name")).with("sent_per_second", now.sentPerSecond(output, previous));
  }

  /** The newest alerts by rule, program and container, the largest groups first. */
  private List<Row> groups() {
    Map<AlertGroup.Key, AlertGroup> groups = new LinkedHashMap<>();
    for (PastAlert alert : now.newest()) {
      AlertGroup one = AlertGroup.of(alert);
      groups.merge(one.key(), one, AlertGroup::and);
    }
    return groups.values().stream()
        .sorted(Comparator.comparingLong(AlertGroup::count).reversed())
        .limit(GROUPS)
        .map(TopPage::group)
        .toList();
  }

  private static Row group(AlertGroup group) {
    return Row.of("alerts", group.count())
        .with("last", clock(group.lastNanos()))
        .with("priority", group.priority().label())
        .with("rule", group.rule())
        .with("program", group.program())
        .with("container", group.pod().isEmpty() ? group.container() : group.pod());
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
