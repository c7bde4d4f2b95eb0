package org.eyas.console.page.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.AlertStatistics;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.TimeRange;

/**
 * The digest of the alerts of a day, in the form that the start page shows.
 *
 * @param steps {@code [[begin in seconds since the epoch, errors, warnings, others], ...]}
 * @param nothingNew why {@code fresh} is empty
 * @param note a sentence about alerts that were not counted; empty if all were
 */
public record AlertDigestView(
    String steps, long stepSeconds, String total, List<FrequentAlertValues> tops, List<Fresh> fresh, String nothingNew,
    String note) {
  private static final Duration SPAN = Duration.ofDays(1);
  private static final int STEPS = 96;
  private static final int MOST = 6;

  /** A program for which a rule raised an alert for the first time. */
  record Fresh(String rule, String program, String place, String count, TimeElement first, String alerts) {
    static Fresh of(AlertGroup group) {
      String query = AlertSelection.term("rule", group.rule()) + " " + AlertSelection.term("program", group.program());
      return new Fresh(
          group.rule(), group.program(), AlertListRow.place(new AlertPlace(group.container(), group.pod())),
          FigureFormat.count(group.count(), "alert"),
          TimeElement.ago(Instant.ofEpochSecond(0, group.firstNanos()), Instant.now()),
          "/alerts?" + QueryString.parameter("q", query));
    }
  }

  static AlertDigestView notKnown(String why) {
    return new AlertDigestView("[]", 1, "", List.of(), List.of(), "Not known.", why);
  }

  static AlertDigestView day(AlertSearch search) throws RefusedException {
    AlertStatistics day = search.statistics("", SPAN, STEPS);
    List<Fresh> fresh = day.complete() ? day.fresh().stream().limit(MOST).map(Fresh::of).toList() : List.of();
    return new AlertDigestView(
        steps(day), day.stepNanos() / 1_000_000_000, total(day), FrequentAlertValues.of(day, FrequentAlertValues.Scope.DAY),
        fresh,
        nothingNew(day), day.complete() ? "" : "Only the newest part of the history was counted, because it is large.");
  }

  private static String nothingNew(AlertStatistics day) {
    if (!day.complete()) {
      return "Not known: the history is too large to search all of it.";
    }
    return day.older()
        ? "No rule raised an alert for a program for which it had raised none before."
        : "Not known yet: the history has no alerts that are older than a day.";
  }

  /**
   * The digest of a part of the day. The causes and the new programs are those of that part; the steps are those of the
   * day.
   */
  static AlertDigestView part(AlertSearch search, TimeRange time, AlertDigestView day) throws RefusedException {
    Duration back = Duration.between(time.from(), Instant.now());
    AlertStatistics part = search.statistics(time.queryTerms(), back.compareTo(SPAN) < 0 ? SPAN : back, 1);
    return new AlertDigestView(
        day.steps(), day.stepSeconds(), total(part), FrequentAlertValues.of(part, FrequentAlertValues.Scope.of(time)),
        day.fresh().stream().filter(fresh -> time.contains(fresh.first().instant())).toList(),
        day.fresh().isEmpty() ? day.nothingNew() : "Nothing was new in the chosen time.",
        part.complete() ? "" : "Only the newest part of this time was counted, because it has many alerts.");
  }

  private static String total(AlertStatistics statistics) {
    return FigureFormat.count(statistics.groups().stream().mapToLong(AlertGroup::count).sum(), "alert");
  }

  private static String steps(AlertStatistics statistics) {
    StringBuilder json = new StringBuilder("[");
    long begin = statistics.fromNanos();
    for (AlertStatistics.Step step : statistics.steps()) {
      json.append(json.length() > 1 ? "," : "")
          .append(
              String.format(
                  Locale.ROOT, "[%d,%d,%d,%d]", begin / 1_000_000_000, step.errors(), step.warnings(), step.others()));
      begin += statistics.stepNanos();
    }
    return json.append(']').toString();
  }
}
