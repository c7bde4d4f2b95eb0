package org.eyas.engine.incident;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eyas.api.incident.IncidentStep;
import org.jspecify.annotations.Nullable;

/** Makes steps for tests. Each has an event, a rule and a technique of its own, unless the test says otherwise. */
final class Steps {
  static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  static final long HOUR = 60 * MINUTE;
  static final long START = 1_795_532_846_000_000_000L;

  private int count;
  private long nanos = START;

  /** The next steps happen this much later. */
  Steps after(long more) {
    nanos += more;
    return this;
  }

  long now() {
    return nanos;
  }

  /** A step of a rule with the tactic and with a technique whose last digit is that of the rule. */
  JoinableStep step(int points, String rule, @Nullable AttackTactic tactic, String... joins) {
    return step(points, rule, tactic, "object", false, joins);
  }

  /** The same step, which also leaves these files behind. */
  static JoinableStep leaving(JoinableStep step, String... files) {
    return new JoinableStep(step.shown(), step.event(), step.isCritical(), step.tactic(), step.joins(), List.of(files));
  }

  JoinableStep step(int points, String rule, @Nullable AttackTactic tactic, String object, boolean critical, String... joins) {
    nanos++;
    String label = tactic == null ? "" : tactic.label();
    IncidentStep shown =
        new IncidentStep(
            nanos, rule, points, false, label, new TreeSet<>(List.of("T" + Math.abs(rule.hashCode()) % 9_000)), 42, "/bin/sh",
            "sh -c x",
            object, "message of " + rule);
    return new JoinableStep(shown, ++count, critical, tactic, List.of(joins), List.of());
  }
}
