package org.eyas.core.metric;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.engine.completeness.EventCounts;
import org.eyas.engine.demand.RuleEventTypes;
import org.eyas.engine.rules.LoadedRule;

/**
 * Finds the rules that missed events, or did not decide all events, since their source began. Metrics contain only
 * these rules. So thousands of rules become thousands of series only if a loss can concern all of them.
 */
public final class IncompleteRules {
  private IncompleteRules() {}

  /** @param rules the rules in use */
  public static List<RuleCompleteness> of(List<LoadedRule> rules, List<SourceReading> sources) {
    List<RuleCompleteness> incomplete = new ArrayList<>();
    for (SourceReading source : sources) {
      String name = source.source().eventSource();
      EventCounts counts = EventCounts.of(source.loop().seen(), source.stats(), source.details());
      for (LoadedRule rule : rules) {
        if (rule.enabled() && rule.source().equals(name)) {
          SeenEvents events = counts.of(RuleEventTypes.of(rule), 0);
          if (!events.isWhole()) {
            incomplete.add(new RuleCompleteness(rule.name(), name, events, List.of()));
          }
        }
      }
    }
    return incomplete;
  }
}
