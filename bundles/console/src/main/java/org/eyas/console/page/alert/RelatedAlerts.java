package org.eyas.console.page.alert;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.FoundGroups;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;

/** Finds the alerts of the minutes before and after an alert that belong to the same process tree, session or container. */
final class RelatedAlerts {
  static final long MINUTES = 5;
  private static final int MOST = 30;
  private static final int SEARCHED = 1_000;
  static final String SESSION = "session.id";

  /**
   * @param why the common ground: the same processes, session or container
   * @param when the time from the alert to this one
   */
  record Row(AlertListRow alert, String why, String when) {}

  /** @param note why some may be missing; empty if none are */
  record Found(List<Row> rows, String note) {}

  /** Identifies a process by its id and its start, because ids are used again. */
  private record Identity(long pid, long startNanos) {}

  private final PastAlert past;
  private final Set<Identity> tree;

  private RelatedAlerts(PastAlert past) {
    this.past = past;
    tree = tree(past);
  }

  /** The related alerts, the oldest first. */
  static Found of(PastAlert past, ConsoleServices services) {
    try {
      return new RelatedAlerts(past).find(AlertSelection.search(services));
    } catch (RefusedException e) {
      return new Found(List.of(), "They cannot be searched now: " + Reason.of(e));
    }
  }

  // In a storm, the window has more alerts than can be compared; those of the same container are found in any case.
  private Found find(AlertSearch search) throws RefusedException {
    FoundAlerts near = search.find(window(), Long.MAX_VALUE, SEARCHED);
    SortedMap<Long, PastAlert> all = new TreeMap<>();
    near.alerts().forEach(other -> all.put(other.number(), other));
    String container = AlertPlace.of(past.alert()).container();
    if (near.next() != 0 && !container.isEmpty()) {
      String query = window() + " " + AlertSelection.term("container", container);
      search.find(query, Long.MAX_VALUE, SEARCHED).alerts().forEach(other -> all.put(other.number(), other));
    }
    List<Row> rows = all.values().stream().filter(other -> other.number() != past.number()).flatMap(this::row).toList();
    boolean complete = near.next() == 0 && rows.size() <= MOST;
    return new Found(
        rows.size() <= MOST ? rows : rows.subList(0, MOST),
        complete ? "" : note(search, all.size(), rows.size()));
  }

  private String note(AlertSearch search, int compared, int related) throws RefusedException {
    FoundGroups around = search.groups(window());
    return "%s of %s of these minutes %s compared with this one, and %s of %d that belong to it are shown.".formatted(
        FigureFormat.count(compared),
        (around.next() == 0 ? "" : "at least ") + FigureFormat.count(Math.max(around.alerts(), compared), "alert"),
        compared == 1 ? "was" : "were", Math.min(related, MOST), related);
  }

  private Stream<Row> row(PastAlert other) {
    return relation(other).stream().map(text -> new Row(AlertListRow.of(other), text, timeDifference(other)));
  }

  private String window() {
    Instant time = Instant.ofEpochSecond(0, past.alert().timestampNanos());
    long seconds = TimeUnit.MINUTES.toSeconds(MINUTES);
    return "since:" + time.minusSeconds(seconds) + " before:" + time.plusSeconds(seconds);
  }

  private Optional<String> relation(PastAlert other) {
    if (tree(other).stream().anyMatch(tree::contains)) {
      return Optional.of("same processes");
    }
    Object session = past.alert().fields().get(SESSION);
    if (session != null && session.equals(other.alert().fields().get(SESSION))) {
      return Optional.of("same session");
    }
    String container = AlertPlace.of(past.alert()).container();
    return !container.isEmpty() && container.equals(AlertPlace.of(other.alert()).container())
        ? Optional.of("same container")
        : Optional.empty();
  }

  // Without init and its children: the services of a machine have these in common with everything.
  private static Set<Identity> tree(PastAlert of) {
    Set<Identity> tree = new HashSet<>();
    for (AlertProcess process : of.details().lineage()) {
      boolean shared = process.pid() <= 1 || process.parentPid() <= 1;
      if (!shared || process.relation() == AlertProcess.Relation.ITSELF) {
        tree.add(new Identity(process.pid(), process.startNanos()));
      }
    }
    return tree;
  }

  private String timeDifference(PastAlert other) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(other.alert().timestampNanos() - past.alert().timestampNanos());
    return seconds == 0 ? "at that time" : FigureFormat.span(Math.abs(seconds)) + (seconds < 0 ? " before" : " after");
  }
}
