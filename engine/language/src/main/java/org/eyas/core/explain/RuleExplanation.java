package org.eyas.core.explain;

import java.util.List;
import org.eyas.api.rule.Diagnostic.Location;

/**
 * Why a rule fired for one event or did not.
 *
 * @param place where the rule stands; its line counts from 0
 * @param enabled whether the rule runs
 * @param considered whether events of this type can fulfil the condition at all
 * @param missing the fewest checks that would have to answer otherwise for the rule to fire
 */
public record RuleExplanation(
    String rule,
    Location place,
    boolean enabled,
    boolean considered,
    EventName event,
    Explanation condition,
    List<Missing> missing) {
  public RuleExplanation {
    missing = List.copyOf(missing);
  }

  /**
   * A check that stands in the way.
   *
   * @param wanted what it would have to answer
   */
  public record Missing(boolean wanted, Explanation.Check check) {
    /** What would have to hold, and the value that it does not hold for. */
    @Override
    public String toString() {
      return (wanted ? "" : "not ") + ExplanationText.checked(check);
    }
  }

  /**
   * What names an event to people.
   *
   * @param label its type, and the process and descriptor it is about where there are
   */
  public record EventName(long number, long timestampNanos, String label) {
    @Override
    public String toString() {
      return "event " + number + " (" + label + ")";
    }
  }

  /** Whether the condition holds. A condition that cannot hold for a type of events may do so by its other checks. */
  public boolean fired() {
    return considered && condition.answer();
  }
}
