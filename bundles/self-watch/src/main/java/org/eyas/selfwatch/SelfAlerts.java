package org.eyas.selfwatch;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AuditEntry;

/** The alerts about the engine itself. */
final class SelfAlerts {
  private static final int MOST_NAMED = 20;

  private final InternalAlerts alerts;

  SelfAlerts(InternalAlerts alerts) {
    this.alerts = alerts;
  }

  /** Raises alerts for the clock changes that the last tick noticed. */
  void clock(ClockWatch clock) {
    if (clock.stoppedSeconds() != 0) {
      new SelfAlertBuilder(
          "engine did not run",
          "Eyas did not run: it was stopped by a signal, a debugger or a frozen cgroup, or it got no processor")
          .with("seconds", clock.stoppedSeconds())
          .raise(alerts, Priority.CRITICAL);
    }
    if (clock.jumpedSeconds() != 0) {
      new SelfAlertBuilder("clock set", "The clock was set, or the machine slept")
          .with("seconds", clock.jumpedSeconds())
          .raise(alerts, Priority.WARNING);
    }
  }

  /** @param losses the resources that the engine has lost; nothing happens if there are none */
  void resources(List<String> losses) {
    if (!losses.isEmpty()) {
      new SelfAlertBuilder("resources taken away", "Another program took resources away from Eyas")
          .with("count", (long) losses.size())
          .with("losses", losses.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")))
          .raise(alerts, Priority.WARNING); // an administrator may have done it
    }
  }

  /** Raises an alert for a change of the engine, or for an attempt to change it. */
  void changed(AuditEntry entry) {
    new SelfAlertBuilder(
        "engine changed", entry.done() ? "Somebody changed the engine" : "Somebody was refused a change of the engine")
        .with("who", entry.who())
        .with("what", entry.what())
        .with("detail", entry.detail())
        .raise(alerts, entry.done() ? Priority.NOTICE : Priority.WARNING);
  }

  /**
   * Raises an alert for changed files.
   *
   * @param by the possible author of the changes
   */
  void files(List<FileChange> changes, String by) {
    new SelfAlertBuilder("files changed", "Files of the engine changed")
        .with("by", by)
        .with("count", (long) changes.size())
        .with("files", changes.stream().limit(MOST_NAMED).map(FileChange::toString).collect(Collectors.joining(", ")))
        .raise(alerts, Priority.WARNING);
  }

  /** @param by the client that stops the engine */
  void stopping(String by) {
    new SelfAlertBuilder("engine stopping", "Eyas is stopping").with("by", by).raise(alerts, Priority.WARNING);
  }
}
