package org.example.faulty;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;

public final class FaultyRules implements RuleProvider {
  private final Deed deed;

  public FaultyRules(Map<String, Object> properties) {
    deed = Deed.of(properties);
  }

  @Override
  public List<RuleDocument> documents() {
    deed.happen();
    return List.of();
  }
}
