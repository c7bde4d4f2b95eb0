package org.eyas.engine.rules;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.LoadReport;
import org.eyas.engine.field.FieldCatalog;

/**
 * The result of loading rule documents.
 *
 * @param report a result for each document that was read, in their order
 * @param rules in the order of first definition; empty unless all documents are valid
 * @param catalogs the fields of each event source, with which the rules were checked
 * @param missingPlugin why the required plugins are not available; empty if they are
 */
public record LoadResult(
    LoadReport report,
    List<LoadedRule> rules,
    List<ParkedRule> parked,
    Map<String, FieldCatalog> catalogs,
    String missingPlugin,
    RuleBook book) {
  public LoadResult {
    rules = List.copyOf(rules);
    parked = List.copyOf(parked);
    catalogs = Map.copyOf(catalogs);
  }

  public boolean successful() {
    return report.successful() && missingPlugin.isEmpty();
  }
}
