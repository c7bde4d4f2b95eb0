package org.eyas.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.ParkedRule;

/** Log lines about rules that change while the engine runs. */
final class RuleChangesText {
  private RuleChangesText() {}

  /** A summary, such as "84 rules (80 enabled, 1 parked, 3 for the fleet) from 2 documents". */
  static String summary(RuleGeneration generation, List<RuleDocument> documents) {
    List<LoadedRule> rules = generation.loaded().rules();
    long fleet = generation.loaded().fleetRuleCount();
    long parked = generation.loaded().parked().size() - fleet;
    long enabled = rules.stream().filter(LoadedRule::enabled).count();
    return "%d rules (%d enabled%s%s) from %d %s"
        .formatted(
            rules.size() + parked + fleet,
            enabled,
            parked == 0 ? "" : ", " + parked + " parked",
            fleet == 0 ? "" : ", " + fleet + " for the fleet",
            documents.size(),
            documents.size() == 1 ? "document" : "documents");
  }

  /** A line for each rule that becomes parked, or is no longer parked. Rules of the fleet are omitted. */
  static List<String> parked(LoadResult before, LoadResult after) {
    Map<String, String> were = reasons(before);
    Map<String, String> are = reasons(after);
    List<String> lines = new ArrayList<>();
    are.forEach(
        (rule, reason) -> {
          if (!reason.equals(were.get(rule))) {
            lines.add("Rule '" + rule + "' is parked: " + reason);
          }
        });
    for (LoadedRule rule : after.rules()) {
      if (were.containsKey(rule.name())) {
        lines.add("Rule '" + rule.name() + "' is no longer parked");
      }
    }
    return lines;
  }

  private static Map<String, String> reasons(LoadResult loaded) {
    Map<String, String> reasons = new TreeMap<>();
    for (ParkedRule rule : loaded.parked()) {
      if (!rule.isForTheFleet()) {
        reasons.put(rule.name(), rule.reason());
      }
    }
    return reasons;
  }
}
