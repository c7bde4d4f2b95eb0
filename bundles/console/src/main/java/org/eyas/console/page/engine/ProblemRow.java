package org.eyas.console.page.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.HealthProblem;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;

/**
 * A problem of the engine as the overview shows it.
 *
 * @param links the pages with details and actions
 * @param changes recent changes that can be the cause, the newest first
 */
record ProblemRow(String part, String name, String problem, TimeElement since, List<Link> links, List<Change> changes) {
  private static final Duration BEFORE = Duration.ofMinutes(2);
  /**
   * The time after the beginning of a problem in which the entry of a change still counts as its cause: the entry is written
   * after the change.
   */
  private static final Duration AFTER = Duration.ofSeconds(10);

  private static final int MOST_CHANGES = 3;
  private static final Link CHANNELS = new Link("/channels", "Channels and drivers");
  private static final Link RULES = new Link("/rules", "Rules");
  /** The name of a problem of all rules: new ones are rejected. */
  private static final String DOCUMENTS = "documents";
  private static final Link BUNDLES = new Link("/bundles", "Bundles");

  record Link(String address, String title) {}

  /** An entry of the audit log. */
  record Change(TimeElement time, String who, String what, String detail) {}

  /** @param entries of the audit log, the newest first */
  static ProblemRow of(HealthProblem problem, List<AuditEntry> entries, ProblemCauses causes) {
    Instant since = problem.since();
    List<Change> changes =
        entries.stream()
            .filter(entry -> entry.done() && isBetween(entry.time(), since.minus(BEFORE), since.plus(AFTER)))
            .filter(entry -> causes.canCause(entry, problem))
            .limit(MOST_CHANGES)
            .map(entry -> new Change(TimeElement.at(entry.time()), entry.who(), entry.what(), entry.detail()))
            .toList();
    return new ProblemRow(
        problem.part().name().toLowerCase(Locale.ROOT), problem.name(), problem.problem(), TimeElement.ago(since, Instant.now()),
        links(problem), changes);
  }

  private static boolean isBetween(Instant time, Instant from, Instant to) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  private static Link ofRule(String name) {
    return new Link("/rules?" + QueryString.parameter("text", name), "The rule");
  }

  private static List<Link> links(HealthProblem problem) {
    return switch (problem.part()) {
      case SOURCE -> List.of(CHANNELS, BUNDLES);
      case OUTPUT -> List.of(CHANNELS);
      case RULES -> List.of(problem.name().equals(DOCUMENTS) ? RULES : ofRule(problem.name()));
      case BUNDLE -> List.of(BUNDLES);
    };
  }
}
