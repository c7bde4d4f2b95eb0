package org.eyas.core.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.core.part.EngineServices;
import org.eyas.core.part.ServiceSnapshot;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.setting.RuleSettings;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.StaticFields;
import org.eyas.engine.loop.ConditionHostNames;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.AppendedOutput;
import org.eyas.engine.rules.AppendedOutputReader;
import org.eyas.engine.rules.BuiltInFalcoPlugins;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.RuleSelection;
import org.eyas.engine.ruletest.TestEnvironment;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds a generation of rules from the current services and settings: loads the rule documents and compiles them. */
@Component(service = GenerationBuilder.class)
public final class GenerationBuilder {
  private final EngineServices parts;
  private final EngineSettings settings;
  private final RuleWarnings warnings = new RuleWarnings();

  @Activate
  public GenerationBuilder(@Reference EngineServices parts, @Reference EngineSettings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /** The warnings that were logged about the documents. A reload does not repeat them. */
  RuleWarnings warnings() {
    return warnings;
  }

  /** The current input for a generation. */
  GenerationInput ingredients() throws RuleReadException {
    ServiceSnapshot now = parts.now();
    return new GenerationInput(now, now.documents(), settings.now());
  }

  /**
   * Loads all documents in order to run their rules.
   *
   * @throws IllegalArgumentException if the selections or appended outputs in the configuration are invalid
   */
  public LoadResult load() throws RuleReadException {
    return load(ingredients());
  }

  /** Loads the documents of this input in order to run their rules. Parks rules with fields whose bundle left. */
  public LoadResult load(GenerationInput from) {
    return RuleParking.park(RuleLoader.load(from.documents(), context(from)), from.parts().fieldsOut());
  }

  /** Loads all documents to find errors. */
  public LoadResult validate() throws RuleReadException {
    GenerationInput from = ingredients();
    return RuleLoader.validate(from.documents(), context(from));
  }

  /** Loads the current documents and then further documents, to find errors. */
  public LoadResult loadWith(List<RuleDocument> more) throws RuleReadException {
    GenerationInput from = ingredients();
    List<RuleDocument> documents = new ArrayList<>(from.documents());
    documents.addAll(more);
    return RuleLoader.validate(documents, context(from));
  }

  /** Loads other documents with the current services, to find errors. */
  public LoadResult validate(List<RuleDocument> documents) {
    return RuleLoader.validate(documents, context(with(documents)));
  }

  /** The current input with other documents. */
  GenerationInput with(List<RuleDocument> documents) {
    return new GenerationInput(parts.now(), documents, settings.now());
  }

  /**
   * Compiles rules that were loaded without an error.
   *
   * @param before the generation whose counts continue
   */
  RuleGeneration compile(GenerationInput from, LoadResult loaded, @Nullable RuleGeneration before) {
    return compile(from, loaded, before, from.settings().rules().generated());
  }

  /** Like {@link #compile(GenerationInput, LoadResult, RuleGeneration)}, but always as trees, which can run at once. */
  RuleGeneration trees(GenerationInput from, LoadResult loaded, @Nullable RuleGeneration before) {
    return compile(from, loaded, before, false);
  }

  private RuleGeneration compile(
      GenerationInput from, LoadResult loaded, @Nullable RuleGeneration before, boolean generated) {
    for (LoadedRule rule : loaded.rules()) {
      if (rule.enabled()) {
        rule.sources().forEach(source -> ConditionHostNames.forEach(rule.condition(source).expr(), parts.hosts()::announce));
      }
    }
    MatchOptions options = options(from, generated);
    Iterable<String> sources = from.parts().eventSources();
    return before == null
        ? RuleGeneration.of(loaded, sources, from.parts().enrichers(), options)
        : before.next(loaded, sources, from.parts().enrichers(), options);
  }

  /** The options for the evaluation of rules and for their alerts. */
  public static MatchOptions options(GenerationInput from, boolean generated) {
    RuleSettings.Values chosen = from.settings().rules();
    String timeField = from.settings().alerts().render().iso8601() ? "evt.time.iso8601" : "evt.time";
    return new MatchOptions(
        chosen.matchAll(), timeField, generated, chosen.hold(), chosen.baseSyscalls(),
        chosen.pushdown() && !from.settings().replays(), chosen.memoryBytes());
  }

  /** The workbench for unit tests of rules, with the current rules and services. */
  public TestEnvironment workbench() throws RuleReadException {
    GenerationInput from = ingredients();
    return new TestEnvironment(context(from), from.documents(), from.parts().enrichers(), parts.source("replay"));
  }

  private static SequencedMap<String, FieldCatalog> catalogs(GenerationInput from) {
    return from.parts().catalogs(StaticFields.of(from.settings().rules().staticFields()));
  }

  private LoadContext context(GenerationInput from) {
    RuleSettings.Values chosen = from.settings().rules();
    List<RuleSelection> selections = new ArrayList<>();
    chosen.selection().forEach(text -> selections.add(RuleSelection.parse(text)));
    List<AppendedOutput> appended = new ArrayList<>();
    chosen.appendOutput().forEach(text -> appended.add(AppendedOutputReader.read(text)));
    Map<String, String> plugins = new HashMap<>(BuiltInFalcoPlugins.VERSIONS);
    plugins.keySet().retainAll(chosen.plugins());
    return new LoadContext(
        catalogs(from),
        LoadContext.engineOf(settings.falcoVersion()),
        plugins,
        chosen.minimumPriority(),
        selections,
        appended,
        chosen.limits(),
        settings.falcoVersion());
  }
}
