package org.eyas.console.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AlertProcess;
import org.eyas.api.control.PastAlert;

/** Finds the alerts of the minutes before and after an alert that belong to the same process tree, session or container. */
final class RelatedAlerts {
  static final long MINUTES = 5;
  private static final int MOST = 30;
  private static final int SEARCHED = 1_000;
  private static final String SESSION = "session.id";

  /**
   * @param why what they have in common
   * @param when the time from the alert to this one
   */
  record Row(AlertRow alert, String why, String when) {}

  /** A process: ids are used again. */
  private record Identity(long pid, long startNanos) {}

  private final PastAlert past;
  private final Set<Identity> tree;

  private RelatedAlerts(PastAlert past) {
    this.past = past;
    tree = tree(past);
  }

  /** The related alerts, the oldest first; none if the history cannot be searched now. */
  static List<Row> of(PastAlert past, Services services) {
    try {
      RelatedAlerts related = new RelatedAlerts(past);
      List<PastAlert> near = AlertSelection.search(services).find(related.window(), Long.MAX_VALUE, SEARCHED).alerts();
      List<Row> rows = new ArrayList<>();
      for (PastAlert other : near.reversed()) {
        Optional<String> why = other.number() == past.number() ? Optional.empty() : related.why(other);
        why.ifPresent(text -> rows.add(new Row(AlertRow.of(other), text, related.when(other))));
      }
      return rows.size() <= MOST ? rows : rows.subList(0, MOST);
    } catch (RefusedException e) {
      return List.of();
    }
  }

  private String window() {
    Instant time = Instant.ofEpochSecond(0, past.alert().timestampNanos());
    long seconds = TimeUnit.MINUTES.toSeconds(MINUTES);
    return "since:" + time.minusSeconds(seconds) + " before:" + time.plusSeconds(seconds);
  }

  private Optional<String> why(PastAlert other) {
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

  private String when(PastAlert other) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(other.alert().timestampNanos() - past.alert().timestampNanos());
    return seconds == 0 ? "at that time" : Figures.span(Math.abs(seconds)) + (seconds < 0 ? " before" : " after");
  }
}
