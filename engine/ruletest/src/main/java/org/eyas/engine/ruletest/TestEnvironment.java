package org.eyas.engine.ruletest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.EventSource;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.AppendedOutput;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.ruletest.file.RaisedAlert;

/**
 * The parts of the engine that tests need.
 *
 * @param context the context in which the engine loads its rules
 * @param rules the documents that are loaded before the rule files of a test file
 * @param enrichers the enrichers for captures
 * @param captures the source that replays capture files, if there is one
 */
public record TestEnvironment(
    LoadContext context, List<RuleDocument> rules, List<Enricher> enrichers, Optional<EventSource> captures) {
  /** The only addition to the outputs of rules in tests: the number of the event as an extra field. */
  private static final AppendedOutput NUMBER =
      new AppendedOutput("", Set.of(), "", "", false, Map.of(), List.of(RaisedAlert.NUMBER));

  public TestEnvironment {
    rules = List.copyOf(rules);
    enrichers = List.copyOf(enrichers);
  }

  /** The fields of each source, which read the events that are written in tests. */
  public SequencedMap<String, FieldCatalog> writtenCatalogs() {
    return WrittenFields.of(new LinkedHashMap<>(context.sources()));
  }

  LoadContext context(SequencedMap<String, FieldCatalog> catalogs) {
    return new LoadContext(
        catalogs,
        context.engine(),
        context.plugins(),
        context.minimumPriority(),
        context.selections(),
        List.of(NUMBER),
        context.limits(),
        context.falcoVersion());
  }
}
