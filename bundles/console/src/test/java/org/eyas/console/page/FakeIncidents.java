package org.eyas.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.config.RefusedException;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.api.incident.IncidentVerdict;

/** Incidents that a test adds, and the changes that were asked for. */
public final class FakeIncidents implements IncidentControl {
  public final List<IncidentReport> all = new ArrayList<>();
  public final List<String> changes = new ArrayList<>();

  /** Adds an open incident with one step for each message. */
  public void add(String id, String... messages) {
    List<IncidentStep> steps = new ArrayList<>();
    for (String message : messages) {
      long nanos = 1_795_532_846_000_000_000L + steps.size() * 1_000_000_000L;
      steps.add(
          new IncidentStep(
              nanos, "Rule of " + message, 30, true, "credential access", new TreeSet<>(List.of("T1003")), 42, "/bin/<sh>",
              "sh -c x",
              "/etc/shadow", message));
    }
    report(id, steps);
  }

  /** Adds an open incident with one step, which is an alert. */
  public void addStepOf(String id, Alert alert) {
    report(
        id, List.of(
            new IncidentStep(
                alert.timestampNanos(), alert.rule(), 30, false, "credential access", new TreeSet<>(List.of("T1003")), 42,
                "/bin/sh",
                "sh -c x", "/etc/shadow", alert.message())));
  }

  private void report(String id, List<IncidentStep> steps) {
    all.add(
        new IncidentReport(
            id, new TreeSet<>(), true, false, 1, 120.4, List.of("credential access"), new TreeSet<>(List.of("T1003")), steps, 7,
            0));
  }

  @Override
  public List<IncidentReport> incidents() {
    return List.copyOf(all);
  }

  @Override
  public Optional<IncidentReport> find(String id) {
    return all.stream().filter(each -> each.isNamed(id)).findFirst();
  }

  @Override
  public void close(String id) {
    changes.add("close " + id);
  }

  @Override
  public void closeAsHarmless(String id) {
    changes.add("harmless " + id);
  }

  @Override
  public List<IncidentVerdict> verdicts() {
    return List.of();
  }

  @Override
  public void withdraw(String id) {
    changes.add("withdraw " + id);
  }

  @Override
  public IncidentStep unlink(String id, int step) throws RefusedException {
    if (step < 1) {
      throw new RefusedException("no such step");
    }
    changes.add("unlink " + id + " " + step);
    return find(id).orElseThrow().steps().get(step - 1);
  }
}
