package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.report.LoadReportText;
import org.jspecify.annotations.Nullable;

/** The rules of a test file. They are loaded once for written events and, if needed, once for captures. */
public final class TestRuleSet {
  private final List<RuleDocument> documents;
  private final SequencedMap<String, FieldCatalog> catalogs;
  private final LoadResult loaded;
  private @Nullable WrittenRules written;
  private final Map<String, RuleExplainer> explainers = new HashMap<>();

  private TestRuleSet(
      List<RuleDocument> documents, SequencedMap<String, FieldCatalog> catalogs, LoadResult loaded) {
    this.documents = documents;
    this.catalogs = catalogs;
    this.loaded = loaded;
  }

  public static TestRuleSet load(
      List<RuleDocument> documents, TestEnvironment bench, SequencedMap<String, FieldCatalog> writtenCatalogs) {
    return new TestRuleSet(documents, writtenCatalogs, RuleLoader.load(documents, bench.context(writtenCatalogs)));
  }

  /** The same rules, with the fields of real events. */
  LoadResult loadForCaptures(TestEnvironment bench) {
    return RuleLoader.load(documents, bench.context(bench.context().sources()));
  }

  /** The faults of the rule documents, as {@code -V} prints them; empty if there are none. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!loaded.missingPlugin().isEmpty()) {
      faults.add(loaded.missingPlugin());
    }
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        faults.add(LoadReportText.verbose(result).stripTrailing());
      }
    }
    return faults;
  }

  List<LoadedRule> all() {
    return loaded.rules();
  }

  public List<String> names() {
    return loaded.rules().stream().map(LoadedRule::name).toList();
  }

  public Optional<LoadedRule> rule(String name) {
    return loaded.rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** The fields of a source, for written events. */
  FieldCatalog catalog(String source) {
    FieldCatalog catalog = catalogs.get(source);
    if (catalog == null) {
      throw new IllegalArgumentException("no event source " + source);
    }
    return catalog;
  }

  public WrittenRules written() {
    WrittenRules rules = written == null ? new WrittenRules(loaded) : written;
    written = rules;
    return rules;
  }

  public RuleExplainer explainer(LoadedRule rule) {
    return explainers.computeIfAbsent(
        rule.name(), _ -> new RuleExplainer(rule, loaded.book(), catalog(rule.source())));
  }
}
