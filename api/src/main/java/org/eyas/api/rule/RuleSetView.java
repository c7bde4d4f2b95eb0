package org.eyas.api.rule;

import java.util.List;
import org.eyas.api.alert.Priority;

/** The rules that are loaded at one moment, for tools. */
public record RuleSetView(List<RuleView> rules) {
  public RuleSetView {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param reason why the rule is parked; else empty
   */
  public record RuleView(
      String name, String description, String source, Priority priority, List<String> tags, State state, String reason) {}

  /** Whether the engine evaluates a rule. */
  public enum State {
    ENABLED,
    DISABLED,
    /** Not evaluated, because its source, a field or a plugin is missing. Becomes active when that is available. */
    PARKED
  }
}
