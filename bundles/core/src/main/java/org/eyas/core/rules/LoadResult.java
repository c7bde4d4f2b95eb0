package org.eyas.core.rules;

import java.util.List;
import org.eyas.api.rule.LoadReport;

/**
 * What came of loading rule documents.
 *
 * @param report a result for each document that was read, in their order
 * @param rules in the order of first definition; empty unless all documents are right
 * @param missingPlugin why the required plugins are not satisfied; empty where they are
 */
public record LoadResult(
    LoadReport report, List<LoadedRule> rules, List<ParkedRule> parked, String missingPlugin, RuleBook book) {
  public LoadResult {
    rules = List.copyOf(rules);
    parked = List.copyOf(parked);
  }

  public boolean successful() {
    return report.successful() && missingPlugin.isEmpty();
  }
}
