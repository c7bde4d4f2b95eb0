package org.eyas.api.rule;

import java.util.List;
import org.eyas.api.alert.Priority;

/** The rules of one generation, as tools see them. */
public record RuleSetView(List<RuleView> rules) {
  public RuleSetView {
    rules = List.copyOf(rules);
  }

  /** One rule. */
  public record RuleView(
      String name, String description, String source, Priority priority, List<String> tags, State state, String reason) {}

  /** Whether a rule is looked at. */
  public enum State {
    ENABLED,
    DISABLED,
    /** Its source, a field or a plugin is missing; comes alive when it is there. */
    PARKED
  }
}
