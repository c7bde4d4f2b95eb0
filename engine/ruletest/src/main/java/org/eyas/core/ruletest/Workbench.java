package org.eyas.core.ruletest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.EventSource;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.rules.AppendedOutput;
import org.eyas.core.rules.LoadContext;

/**
 * What tests take from the engine.
 *
 * @param context what rules are loaded against in a run
 * @param rules documents to load in front of those that a test file names
 * @param enrichers for captures
 * @param captures the source that replays capture files, where there is one
 */
public record Workbench(
    LoadContext context, List<RuleDocument> rules, List<Enricher> enrichers, Optional<EventSource> captures) {
  /** Outputs are those of the rules alone; the number of the event comes along as a field. */
  private static final AppendedOutput NUMBER =
      new AppendedOutput("", Set.of(), "", "", false, Map.of(), List.of(SeenAlert.NUMBER));

  public Workbench {
    rules = List.copyOf(rules);
    enrichers = List.copyOf(enrichers);
  }

  /** The fields of each source, read from events that tests write. */
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
        context.limits());
  }
}
