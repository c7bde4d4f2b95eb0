package org.eyas.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AlertGroup;
import org.eyas.api.control.AlertStatistics;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a day for the start page: over time, the most frequent causes, and what is new; the causes also of a shorter time.
 * It is counted again after fifty times the time that it took, but at most a minute, however many browsers show it. Meanwhile, others
 * get what was counted before: they only wait if there is nothing yet. Any thread may call it.
 */
final class AlertDigest {
  private static final Duration SPAN = Duration.ofDays(1);
  private static final int STEPS = 96;
  private static final int MOST = 6;
  private static final int MOST_KEPT = 8;
  private static final int COSTS_KEPT = 50;
  private static final long LEAST_KEPT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MOST_KEPT_NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * What the page shows.
   *
   * @param steps {@code [[begin in seconds since the epoch, errors, warnings, others], ...]}
   * @param nothingNew why {@code fresh} is empty
   * @param note what was not counted, or why nothing was; empty if everything was
   */
  record View(
      String steps, long stepSeconds, String total, List<AlertCauses> tops, List<Fresh> fresh, String nothingNew, String note) {}

  /** A program for which a rule raised an alert for the first time. */
  record Fresh(String rule, String program, String place, String count, Moment first, String alerts) {}

  private record Kept(View view, long untilNanos) {}

  /** What was counted for one time. */
  private static final class Counted {
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Kept kept;
  }

  private final Services services;
  private final LongSupplier nanoTime;
  private final Map<Optional<TimeRange>, Counted> times = new LinkedHashMap<>();

  AlertDigest(Services services, LongSupplier nanoTime) {
    this.services = services;
    this.nanoTime = nanoTime;
  }

  /** @param during the time of the causes and of what is new; empty for the day. The steps are always those of the day */
  @SuppressWarnings("LockNotBeforeTry") // the two ways to the lock meet before it
  View view(Optional<TimeRange> during) {
    Counted counted = counted(during);
    Kept known = services.search().isPresent() ? counted.kept : null;
    if (known == null) {
      counted.counting.lock();
    } else if (isFresh(known) || !counted.counting.tryLock()) {
      return known.view();
    }
    try {
      Kept meanwhile = counted.kept;
      return meanwhile != null && isFresh(meanwhile) && services.search().isPresent() ? meanwhile.view() : count(during, counted);
    } finally {
      counted.counting.unlock();
    }
  }

  private boolean isFresh(Kept known) {
    return nanoTime.getAsLong() - known.untilNanos() < 0;
  }

  private Counted counted(Optional<TimeRange> during) {
    synchronized (times) {
      Counted known = times.remove(during);
      if (known == null && times.size() >= MOST_KEPT) {
        times.remove(times.keySet().iterator().next());
      }
      Counted newest = known == null ? new Counted() : known;
      times.put(during, newest);
      return newest;
    }
  }

  private View count(Optional<TimeRange> during, Counted counted) {
    long begin = nanoTime.getAsLong();
    try {
      View made = during.isEmpty() ? day() : part(during.get());
      long end = nanoTime.getAsLong();
      counted.kept = new Kept(made, end + Math.clamp(COSTS_KEPT * (end - begin), LEAST_KEPT_NANOS, MOST_KEPT_NANOS));
      return made;
    } catch (RefusedException e) {
      return new View("[]", 1, "", List.of(), List.of(), "Not known.", Reason.of(e));
    }
  }

  private View day() throws RefusedException {
    AlertStatistics day = AlertSelection.search(services).statistics("", SPAN, STEPS);
    List<Fresh> fresh =
        day.complete() ? day.fresh().stream().limit(MOST).map(AlertDigest::fresh).toList() : List.of();
    return new View(
        steps(day), day.stepNanos() / 1_000_000_000, total(day), AlertCauses.of(day, AlertCauses.Scope.DAY), fresh,
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

  private View part(TimeRange time) throws RefusedException {
    View day = view(Optional.empty());
    Duration back = Duration.between(time.from(), Instant.now());
    AlertStatistics part =
        AlertSelection.search(services).statistics(time.terms(), back.compareTo(SPAN) < 0 ? SPAN : back, 1);
    return new View(
        day.steps(), day.stepSeconds(), total(part), AlertCauses.of(part, AlertCauses.Scope.of(time)),
        day.fresh().stream().filter(fresh -> time.holds(fresh.first().instant())).toList(),
        day.fresh().isEmpty() ? day.nothingNew() : "Nothing was new in the chosen time.",
        part.complete() ? "" : "Only the newest part of this time was counted, because it has many alerts.");
  }

  private static String total(AlertStatistics statistics) {
    return Figures.count(statistics.groups().stream().mapToLong(AlertGroup::count).sum(), "alert");
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

  private static Fresh fresh(AlertGroup group) {
    String query = AlertSelection.term("rule", group.rule()) + " " + AlertSelection.term("program", group.program());
    return new Fresh(
        group.rule(), group.program(), AlertRow.place(new AlertPlace(group.container(), group.pod())),
        Figures.count(group.count(), "alert"), Moment.ago(Instant.ofEpochSecond(0, group.firstNanos()), Instant.now()),
        "/alerts?" + Links.query("q", query));
  }
}
