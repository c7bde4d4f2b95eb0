package org.eyas.engine.incident;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.data.VisibleText;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.engine.alert.InternalAlert;
import org.jspecify.annotations.Nullable;

/** The alert that reports an incident. For a program that reads Falco's alerts, it is an ordinary alert. */
public final class IncidentAlert {
  /** The name of the rule in the alert. */
  public static final String RULE = "Incident";

  private static final int SHOWN_STEPS = 12;

  private IncidentAlert() {}

  public static Alert of(IncidentReport incident) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("incident.id", incident.id());
    fields.put("incident.score", Math.round(incident.score()));
    fields.put("incident.steps", (long) incident.steps().size());
    fields.put("incident.repeats", incident.repeats());
    fields.put("incident.alerts", (long) incident.alerts());
    fields.put("incident.tactics", List.copyOf(incident.tactics()));
    fields.put("incident.techniques", List.copyOf(incident.techniques()));
    fields.put("incident.rules", incident.steps().stream().map(IncidentStep::rule).distinct().toList());
    fields.put("incident.merged", List.copyOf(incident.mergedIds()));
    fields.put("incident.start", incident.firstNanos());
    return InternalAlert.of(incident.lastNanos(), priority(incident), RULE, message(incident), fields, tags(incident));
  }

  /** As rules name techniques and tactics, so that formats and filters find them in the same place. */
  private static SortedSet<String> tags(IncidentReport incident) {
    SortedSet<String> tags = new TreeSet<>(incident.techniques());
    incident.tactics().forEach(tactic -> tags.add("mitre_" + tactic.replace(' ', '_')));
    return tags;
  }

  /** Critical if one of its steps is. */
  private static Priority priority(IncidentReport incident) {
    return incident.critical() ? Priority.CRITICAL : Priority.ERROR;
  }

  private static String message(IncidentReport incident) {
    StringBuilder text = new StringBuilder(incident.alerts() > 1 ? "More of incident " : "Incident ").append(incident.id());
    text.append(": ").append(incident.steps().size()).append(" steps in ")
        .append(shown(Duration.ofNanos(incident.lastNanos() - incident.firstNanos()))).append(", ")
        .append(String.join(", ", incident.tactics()))
        .append(" (").append(String.join(" ", incident.techniques())).append(")");
    List<IncidentStep> steps = incident.steps();
    text.append(" | began with ").append(line(steps.getFirst()));
    int from = Math.max(1, steps.size() - SHOWN_STEPS);
    if (from > 1) {
      text.append(" > ... ").append(from - 1).append(" steps");
    }
    steps.subList(from, steps.size()).forEach(step -> text.append(" > ").append(line(step)));
    return text.append(" | eyas incidents show ").append(incident.id()).toString();
  }

  private static String line(IncidentStep step) {
    return step.rule() + " (" + VisibleText.line(step.program()) + ")";
  }

  /** A time for people: 90s, 12m, 3h. */
  private static String shown(Duration time) {
    if (time.toSeconds() < 120) {
      return time.toSeconds() + "s";
    }
    return time.toMinutes() < 120 ? time.toMinutes() + "m" : time.toHours() + "h";
  }
}
