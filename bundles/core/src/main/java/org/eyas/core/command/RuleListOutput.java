package org.eyas.core.command;

import java.util.List;
import java.util.Map;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.report.RuleDescriptionJson;
import org.eyas.engine.rules.report.RuleDescriptionText;

/** The output of {@code -L} and {@code -l}. */
final class RuleListOutput {
  private RuleListOutput() {}

  static String text(LoadResult loaded, String rule) throws EngineException {
    return RuleDescriptionText.text(wanted(loaded, rule)) + (rule.isEmpty() ? ofFleet(loaded) : "");
  }

  /** A line about the rules of the fleet, which no host evaluates; empty if there are none. */
  static String ofFleet(LoadResult loaded) {
    long count = loaded.fleetRuleCount();
    String rules = count == 1 ? "1 rule has 'scope: fleet' and is" : count + " rules have 'scope: fleet' and are";
    return count == 0 ? "" : rules + " not evaluated on a host.\n";
  }

  static Map<String, Object> json(LoadResult loaded, String rule) throws EngineException {
    RuleDescriptionJson descriptions = new RuleDescriptionJson(loaded);
    return rule.isEmpty() ? descriptions.all() : descriptions.one(wanted(loaded, rule).getFirst());
  }

  private static List<LoadedRule> wanted(LoadResult loaded, String name) throws EngineException {
    if (name.isEmpty()) {
      return loaded.rules();
    }
    List<LoadedRule> found = loaded.rules().stream().filter(rule -> rule.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new EngineException("Rule \"" + name + "\" is not loaded; -L lists those that are");
    }
    return found;
  }
}
