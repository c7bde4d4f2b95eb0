package org.eyas.control.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.control.SourceStatus;

/**
 * One page of {@code eyas top}.
 *
 * @param first the oldest sample, at most a minute ago
 * @param previous the sample of the page before
 */
record TopPage(TopSample first, TopSample previous, TopSample now, TopAlerts alerts) {
  String text(String title) {
    List<String> lines = new ArrayList<>();
    lines.add(title + ", " + health());
    lines.add(
        "%d rules, %,d events/s; in the last %.0f s, rules fired %,d times and %,d events were lost"
            .formatted(now.rules(), events(), now.secondsSince(first), fired(), lost()));
    for (HealthProblem problem : now.problems()) {
      AnswerRow row = HealthCommand.row(problem);
      lines.add(row.text("part") + " " + row.text("name") + ": " + row.text("problem"));
    }
    lines.addAll(
        AnswerTable.afterEmptyLine(
            now.sources().stream().map(this::source).toList(),
            "source", "kind", "state", "events_per_second", "lost", "reason"));
    lines.addAll(
        AnswerTable.afterEmptyLine(
            now.outputs().stream().map(this::output).toList(),
            "output", "state", "sent_per_second", "waiting", "dropped", "last_error"));
    lines.addAll(alerts.lines());
    return String.join("\n", lines);
  }

  /** All figures of the page, for programs. */
  AnswerRow row() {
    AnswerRow row =
        AnswerRow.of("time", AnswerTimeText.of(Instant.now()))
            .with("seconds", now.secondsSince(previous))
            .with("events_per_second", events())
            .with("fired_in_the_last_minute", fired())
            .with("lost_in_the_last_minute", lost())
            .with("rules", now.rules())
            .with("problems", now.problems().stream().map(problem -> HealthCommand.row(problem).values()).toList())
            .with("sources", now.sources().stream().map(source -> source(source).values()).toList())
            .with("outputs", now.outputs().stream().map(output -> output(output).values()).toList());
    return alerts.addTo(row);
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

  private AnswerRow source(SourceStatus source) {
    return SourcesCommand.row(source).with("events_per_second", now.eventsPerSecond(source, previous));
  }

  private AnswerRow output(OutputStatus output) {
    AnswerRow row = OutputsCommand.row(output);
    return row.with("output", row.values().get("name")).with("sent_per_second", now.sentPerSecond(output, previous));
  }
}
