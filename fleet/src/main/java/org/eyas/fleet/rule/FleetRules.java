package org.eyas.fleet.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SequencedMap;
import java.util.SortedMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.memory.Step;
import org.eyas.engine.rules.AppendedOutput;
import org.eyas.engine.rules.BuiltInPlugins;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadReportText;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLimits;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.RuleScope;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.alert.AlertFields;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the fleet of some rule files, compiled together: the steps of an alert are found by the index of the rule language.
 * Rules for hosts in the same files are ignored. For one thread.
 */
public final class FleetRules {
  /** Receives the steps of rules that an alert matches. */
  public interface Matches {
    /** @param steps a bit for each step, the lowest for the first */
    void matches(FleetRule rule, int steps);
  }

  private final List<FleetRule> byKey = new ArrayList<>();
  private final List<Integer> firstKeys = new ArrayList<>();
  private final Map<String, FleetRule> byId = new HashMap<>();
  private final RuleIndex index;
  private final Hits hits = new Hits();
  private final Frame frame;

  private FleetRules(List<LoadedRule> loaded) {
    List<RuleIndex.Rule> steps = new ArrayList<>();
    for (LoadedRule rule : loaded) {
      if (rule.enabled() && rule.memory() != null) {
        add(new FleetRule(rule), steps);
      }
    }
    index = RuleIndex.of(steps);
    frame = index.newFrame(new AlertEvent());
  }

  private void add(FleetRule rule, List<RuleIndex.Rule> steps) {
    int first = steps.size();
    byId.put(rule.id(), rule);
    for (Step step : rule.memory().steps()) {
      steps.add(RuleIndex.Rule.ofPlugin(steps.size(), step.condition()));
      byKey.add(rule);
      firstKeys.add(first);
    }
  }

  /** No rules. */
  public static FleetRules none() {
    return new FleetRules(List.of());
  }

  /**
   * Loads rule files.
   *
   * @param files the contents by the names of the files; they are loaded in the order of their names
   */
  public static FleetRules load(SortedMap<String, String> files) throws RefusedRulesException {
    List<RuleDocument> documents = new ArrayList<>();
    files.forEach((name, content) -> documents.add(new RuleDocument(name, content)));
    List<AppendedOutput> ids = new ArrayList<>();
    for (LoadedRule rule : load(documents, List.of()).rules()) {
      ids.add(new AppendedOutput("", Set.of(), rule.name(), "", false, Map.of(), FleetRule.idFields(rule.memory())));
    }
    // The second time, the output of each rule has the ids of the alerts of its steps, so that they are kept.
    return new FleetRules(load(documents, ids).rules());
  }

  private static LoadResult load(List<RuleDocument> documents, List<AppendedOutput> appended) throws RefusedRulesException {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put(RuleScope.FLEET_SOURCE, new FieldCatalog(List.of(new AlertFields())));
    LoadContext context =
        new LoadContext(
            sources, LoadContext.ENGINE, BuiltInPlugins.VERSIONS, Priority.DEBUG, List.of(), appended, RuleLimits.STANDARD);
    LoadResult loaded = RuleLoader.load(documents, context);
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        throw new RefusedRulesException(LoadReportText.verbose(result));
      }
    }
    return loaded;
  }

  /** The rules, in no order. */
  public Iterable<FleetRule> all() {
    return byId.values();
  }

  /** A rule by its id; null if there is none. */
  public @Nullable FleetRule rule(String id) {
    return byId.get(id);
  }

  /** Finds the rules that have a step which an alert matches. */
  public void match(AlertEvent alert, Matches then) {
    hits.clear();
    frame.begin(alert);
    index.rules(alert.type().code()).match(frame, hits);
    int at = 0;
    while (at < hits.size()) {
      FleetRule rule = byKey.get(hits.key(at));
      int steps = 0;
      while (at < hits.size() && byKey.get(hits.key(at)) == rule) {
        steps |= 1 << hits.key(at) - firstKeys.get(hits.key(at));
        at++;
      }
      then.matches(rule, steps);
    }
  }
}
