package org.eyas.engine.rules;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.LoadReport;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.text.FalcoVersion;

/**
 * The result of loading rule documents.
 *
 * @param report a result for each document that was read, in their order
 * @param rules in the order of first definition; empty unless all documents are valid
 * @param catalogs the fields of each event source, with which the rules were checked
 * @param missingPlugin the reason for which a required plugin is not available; empty if all of them are available
 * @param falcoVersion the version of Falco whose language the rules are written in
 */
public record LoadResult(
    LoadReport report,
    List<LoadedRule> rules,
    List<ParkedRule> parked,
    Map<String, FieldCatalog> catalogs,
    String missingPlugin,
    LoadedDefinitions book,
    FalcoVersion falcoVersion) {
  public LoadResult {
    rules = List.copyOf(rules);
    parked = List.copyOf(parked);
    catalogs = Map.copyOf(catalogs);
  }

  /** The same result with other rules. */
  public LoadResult withRules(List<LoadedRule> others, List<ParkedRule> othersParked) {
    return new LoadResult(report, others, othersParked, catalogs, missingPlugin, book, falcoVersion);
  }

  /** The number of parked rules that are for the fleet and not for a host. */
  public long fleetRuleCount() {
    return parked.stream().filter(ParkedRule::isForTheFleet).count();
  }

  public boolean successful() {
    return report.successful() && missingPlugin.isEmpty();
  }
}
