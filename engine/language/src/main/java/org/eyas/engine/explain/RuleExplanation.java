package org.eyas.engine.explain;

import java.util.List;
import org.eyas.api.rule.Diagnostic.Location;

/**
 * The explanation of a rule for one event: why it fired or did not.
 *
 * @param place the place of the rule; lines are counted from 0
 * @param enabled whether the rule is enabled
 * @param remembers whether the rule is stateful; then the condition is the one that selects all events that it needs
 * @param considered whether the condition can hold for events of this type
 * @param missing the least number of checks that would need another answer for the rule to fire
 */
public record RuleExplanation(
    String rule,
    Location place,
    boolean enabled,
    boolean remembers,
    boolean considered,
    EventName event,
    ConditionExplanation condition,
    List<Missing> missing) {
  public RuleExplanation {
    missing = List.copyOf(missing);
  }

  /**
   * A failed check.
   *
   * @param wanted the answer that it would need
   */
  public record Missing(boolean wanted, ConditionExplanation.Check check) {
    /** Prints the check that would have to hold, and the value for which it does not hold. */
    @Override
    public String toString() {
      return (wanted ? "" : "not ") + ExplanationText.checked(check);
    }
  }

  /**
   * Names an event for people.
   *
   * @param label its type, and its process and descriptor, if it has them
   */
  public record EventName(long number, long timestampNanos, String label) {
    @Override
    public String toString() {
      return "event " + number + " (" + label + ")";
    }
  }

  /**
   * Whether the condition holds; a stateful rule may need other events, too. Even if a condition cannot hold for a type
   * of events, some of its checks may hold.
   */
  public boolean fired() {
    return considered && condition.answer();
  }
}
