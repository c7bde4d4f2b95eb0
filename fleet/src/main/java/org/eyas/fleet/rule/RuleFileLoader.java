package org.eyas.fleet.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.AppendedOutput;
import org.eyas.engine.rules.BuiltInFalcoPlugins;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.fleet.alert.FleetAlertFields;

/** Loads rule files for the fleet, with the rule loader of the hosts. Any thread may call it. */
final class RuleFileLoader {
  private RuleFileLoader() {}

  /**
   * Loads rule files.
   *
   * @param files the contents by the names of the files; they are loaded in the order of their names
   */
  static List<LoadedRule> load(SortedMap<String, String> files) throws RefusedRulesException {
    List<RuleDocument> documents = new ArrayList<>();
    files.forEach((name, content) -> documents.add(new RuleDocument(name, content)));
    List<AppendedOutput> ids = new ArrayList<>();
    for (LoadedRule rule : load(documents, List.of())) {
      ids.add(new AppendedOutput("", Set.of(), rule.name(), "", false, Map.of(), FleetRule.idFields(rule.statefulCondition())));
    }
    // The second load adds the ids of the alerts of the steps to the output of each rule, so that the ids are stored.
    return load(documents, ids);
  }

  private static List<LoadedRule> load(List<RuleDocument> documents, List<AppendedOutput> appended) throws RefusedRulesException {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    FieldCatalog fields = new FieldCatalog(List.of(new FleetAlertFields()));
    sources.put(RuleScope.FLEET_SOURCE, fields);
    sources.put(RuleScope.FLEET_AUDIT_SOURCE, fields); // an audit event gets the form of an alert
    LoadContext context =
        new LoadContext(
            sources, LoadContext.engineOf(FalcoVersion.V0_44), BuiltInFalcoPlugins.VERSIONS, Priority.DEBUG, List.of(), appended,
            RuleLimits.STANDARD, FalcoVersion.V0_44);
    LoadResult loaded = RuleLoader.load(documents, context);
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        throw new RefusedRulesException(LoadReportText.verbose(result));
      }
    }
    return loaded.rules();
  }
}
