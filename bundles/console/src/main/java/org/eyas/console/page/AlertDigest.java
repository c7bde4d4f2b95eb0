package org.eyas.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AlertGroup;
import org.eyas.api.control.AlertStatistics;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a day for the start page: over time, the most frequent causes, and what is new. It is computed again after
 * fifty times the time that it took, but at most a minute, however many browsers show it. Any thread may call it.
 */
final class AlertDigest {
  private static final Duration SPAN = Duration.ofDays(1);
  private static final String SINCE = " since:24h";
  private static final int STEPS = 96;
  private static final int MOST = 6;
  private static final int COSTS_KEPT = 50;
  private static final long LEAST_KEPT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MOST_KEPT_NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * What the page shows.
   *
   * @param steps {@code [[begin in seconds since the epoch, errors, warnings, others], ...]}
   * @param note what was not counted, or why nothing was; empty if everything was
   */
  record View(String steps, long stepSeconds, String total, List<Top> tops, List<Fresh> fresh, String note) {}

  /** The most frequent values of one kind. */
  record Top(String title, List<Row> rows) {}

  /** @param share of the most frequent one, in percent */
  record Row(String value, String count, int share, String alerts) {}

  /** A program for which a rule raised an alert for the first time. */
  record Fresh(String rule, String program, String place, String count, Moment first, String alerts) {}

  private final Services services;
  private @Nullable View last;
  private long keptUntilNanos;

  AlertDigest(Services services) {
    this.services = services;
  }

  synchronized View view() {
    View known = last;
    long begin = System.nanoTime();
    if (known != null && begin - keptUntilNanos < 0 && services.search().isPresent()) {
      return known;
    }
    try {
      View made = view(AlertSelection.search(services).statistics("", SPAN, STEPS));
      last = made;
      long end = System.nanoTime();
      keptUntilNanos = end + Math.clamp(COSTS_KEPT * (end - begin), LEAST_KEPT_NANOS, MOST_KEPT_NANOS);
      return made;
    } catch (RefusedException e) {
      return new View("[]", 1, "", List.of(), List.of(), Reason.of(e));
    }
  }

  private static View view(AlertStatistics statistics) {
    long total = statistics.groups().stream().mapToLong(AlertGroup::count).sum();
    List<Top> tops =
        List.of(
            top("Rules", statistics, AlertGroup::rule, "rule"),
            top("Programs", statistics, AlertGroup::program, "program"),
            top("Containers", statistics, AlertGroup::container, "container"),
            users(statistics));
    List<Fresh> fresh =
        statistics.complete() ? statistics.fresh().stream().limit(MOST).map(AlertDigest::fresh).toList() : List.of();
    return new View(
        steps(statistics), statistics.stepNanos() / 1_000_000_000, Figures.count(total),
        tops.stream().filter(top -> !top.rows().isEmpty()).toList(), fresh,
        statistics.complete() ? ""
            : "Only the newest part of the history was counted, because it is large. So it is not known what is new.");
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

  private static Top top(String title, AlertStatistics statistics, Function<AlertGroup, String> value, String term) {
    Map<String, Long> counts = new LinkedHashMap<>();
    statistics.groups().stream()
        .filter(group -> !value.apply(group).isEmpty())
        .forEach(group -> counts.merge(value.apply(group), group.count(), Long::sum));
    return top(title, counts, term);
  }

  private static Top users(AlertStatistics statistics) {
    Map<String, Long> counts = new LinkedHashMap<>();
    statistics.users().forEach(user -> counts.put(user.value(), user.count()));
    return top("Users", counts, "user.name");
  }

  private static Top top(String title, Map<String, Long> counts, String term) {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    return new Top(
        title,
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(
                entry -> new Row(
                    entry.getKey(), Figures.count(entry.getValue()), (int) Math.max(1, 100 * entry.getValue() / most),
                    alerts(AlertSelection.term(term, entry.getKey()) + SINCE)))
            .toList());
  }

  private static Fresh fresh(AlertGroup group) {
    String query = AlertSelection.term("rule", group.rule()) + " " + AlertSelection.term("program", group.program());
    return new Fresh(
        group.rule(), group.program(), AlertRow.place(new AlertPlace(group.container(), group.pod())),
        Figures.count(group.count()), Moment.ago(Instant.ofEpochSecond(0, group.firstNanos()), Instant.now()), alerts(query));
  }

  private static String alerts(String query) {
    return "/alerts?" + Links.query("q", query);
  }
}
