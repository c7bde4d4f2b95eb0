package org.example.faulty;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;

public final class FaultyRules implements RuleProvider {
  private final Action action;

  public FaultyRules(Map<String, Object> properties) {
    action = Action.of(properties);
  }

  @Override
  public List<RuleDocument> documents() {
    action.run();
    return List.of();
  }
}
