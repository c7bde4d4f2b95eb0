package org.eyas.engine.incident;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import org.eyas.api.incident.IncidentStep;
import org.jspecify.annotations.Nullable;

/**
 * A step, with all that decides to which incident it belongs. Immutable.
 *
 * @param event the number of the event in its source; with the time, it tells two events apart
 * @param isCritical whether it is an alert that opens an incident by itself
 * @param tactic null if the rule names none
 * @param joins the keys under which this step finds other steps: a process tree, a container, a session, a file that an incident left
 * @param leaves the keys of the files that it leaves behind: later steps of whoever runs them find it
 */
record JoinableStep(
    IncidentStep shown, long event, boolean isCritical, @Nullable AttackTactic tactic, List<String> joins,
    List<String> leaves) {
  /** The order in which steps are shown and counted, so that a replay gives the same incident each time. */
  static final Comparator<JoinableStep> BY_TIME =
      Comparator.comparingLong(JoinableStep::nanos).thenComparingLong(JoinableStep::event).thenComparing(JoinableStep::rule);

  /** The part of a step that counts once in an incident: more of the same says nothing more. */
  record Kind(String rule, String program, String object) {}

  Kind kind() {
    return new Kind(rule(), shown.program(), shown.object());
  }

  long nanos() {
    return shown.timestampNanos();
  }

  String rule() {
    return shown.rule();
  }

  /** Whether two steps together show more than one thing: they come from two events, two rules, and name two techniques. */
  boolean isIndependentOf(JoinableStep other) {
    boolean sameEvent = event == other.event && nanos() == other.nanos();
    return !sameEvent && !rule().equals(other.rule()) && areTwo(shown.techniques(), other.shown.techniques());
  }

  private static boolean areTwo(SortedSet<String> some, SortedSet<String> others) {
    return !some.isEmpty() && !others.isEmpty() && (some.size() > 1 || others.size() > 1 || !some.equals(others));
  }
}
