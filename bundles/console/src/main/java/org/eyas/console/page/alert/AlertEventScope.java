package org.eyas.console.page.alert;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.PastAlert;
import org.eyas.api.rule.RuleDocument;

/** The recorded events of the minutes before and after an alert that belong to the same processes, container or session. */
enum AlertEventScope {
  PROCESSES("these processes"),
  CONTAINER("this container"),
  SESSION("this session");

  private static final long NANOS = TimeUnit.MINUTES.toNanos(RelatedAlerts.MINUTES);
  private static final String HOST = "host";

  private final String these;

  AlertEventScope(String these) {
    this.these = these;
  }

  /** The name of the scope in sentences for people. */
  String these() {
    return these;
  }

  /** The name of the scope in requests. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<AlertEventScope> of(String word) {
    return Stream.of(values()).filter(events -> events.word().equals(word)).findFirst();
  }

  /** Whether the alert names its processes, its container or its session. */
  boolean isKnown(PastAlert past) {
    return !condition(past).isEmpty();
  }

  /**
   * A rule that fires for these events.
   *
   * @throws RefusedException if the alert does not name them
   */
  RuleDocument rule(PastAlert past) throws RefusedException {
    String condition = condition(past);
    if (condition.isEmpty()) {
      throw new RefusedException("Neither the details nor the fields of this alert contain its " + word() + ".");
    }
    long nanos = past.alert().timestampNanos();
    String time = String.format(Locale.ROOT, "evt.rawtime >= %d and evt.rawtime <= %d", nanos - NANOS, nanos + NANOS);
    return new RuleDocument(
        "events of an alert",
        "- rule: Event\n  desc: An event around an alert.\n  condition: " + time + " and (" + condition + ")\n"
            + "  output: \"%proc.name (%proc.pid) %evt.type %evt.args\"\n  priority: DEBUG\n  warn_evttypes: false\n");
  }

  private String condition(PastAlert past) {
    return switch (this) {
      case PROCESSES -> processes(past);
      case CONTAINER -> sameId("container.id", container(past));
      case SESSION -> sameId(RelatedAlerts.SESSION, PastAlertValues.of(past, RelatedAlerts.SESSION));
    };
  }

  // The process itself, its children at that moment, and what descends from them.
  private static String processes(PastAlert past) {
    Set<Long> pids = new TreeSet<>();
    past.details().processes().stream()
        .filter(
            process -> process.relation() == AlertProcess.Relation.ITSELF || process.relation() == AlertProcess.Relation.CHILD)
        .forEach(process -> pids.add(process.pid()));
    if (past.alert().fields().get("proc.pid") instanceof Long pid) {
      pids.add(pid);
    }
    String ids = pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return ids.isEmpty() ? "" : "proc.pid in (" + ids + ") or proc.apid in (" + ids + ")";
  }

  private static String container(PastAlert past) {
    String id = PastAlertValues.of(past, "container.id");
    return id.equals(HOST) ? "" : id;
  }

  // An id has no other characters; a text with others could change the condition.
  private static String sameId(String field, String id) {
    return id.matches("[A-Za-z0-9_.:-]{1,128}") ? field + " = \"" + id + '"' : "";
  }
}
