package org.eyas.core.osgi;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.rule.RuleReadException;
import org.eyas.core.engine.Generation;
import org.eyas.core.engine.HostNames;
import org.eyas.core.engine.MatchOptions;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.field.StaticFields;
import org.eyas.core.rules.AppendedOutput;
import org.eyas.core.rules.AppendedOutputReader;
import org.eyas.core.rules.BuiltInPlugins;
import org.eyas.core.rules.LoadContext;
import org.eyas.core.rules.LoadResult;
import org.eyas.core.rules.LoadedRule;
import org.eyas.core.rules.RuleLoader;
import org.eyas.core.rules.RuleSelection;
import org.eyas.core.ruletest.Workbench;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts a generation together from what is there: loads the rule documents and compiles them. */
@Component(service = Assembly.class)
public final class Assembly {
  private final EngineParts parts;
  private final EngineSettings settings;

  @Activate
  public Assembly(@Reference EngineParts parts, @Reference EngineSettings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /**
   * Loads all documents to run their rules.
   *
   * @throws IllegalArgumentException where the configuration's selections or appended outputs are wrong
   */
  LoadResult load() throws RuleReadException {
    return RuleLoader.load(parts.documents(), context(catalogs()));
  }

  /** Loads all documents to look for faults. */
  LoadResult validate() throws RuleReadException {
    return RuleLoader.validate(parts.documents(), context(catalogs()));
  }

  /** Compiles what was loaded without an error. */
  Generation compile(LoadResult loaded) {
    for (LoadedRule rule : loaded.rules()) {
      if (rule.enabled()) {
        HostNames.forEach(rule.condition().expr(), parts.hosts()::expect);
      }
    }
    String timeField = settings.renderOptions().iso8601() ? "evt.time.iso8601" : "evt.time";
    Set<String> sources = catalogs().keySet();
    MatchOptions options = new MatchOptions(settings.matchAll(), timeField, settings.generatedRules());
    return Generation.of(loaded, sources, parts.enrichers(), options);
  }

  /** What unit tests of rules take from the engine. */
  Workbench workbench() throws RuleReadException {
    return new Workbench(context(catalogs()), parts.documents(), parts.enrichers(), parts.source("replay"));
  }

  private SequencedMap<String, FieldCatalog> catalogs() {
    return parts.catalogs(StaticFields.of(settings.staticFields()));
  }

  private LoadContext context(SequencedMap<String, FieldCatalog> catalogs) {
    List<RuleSelection> selections = new ArrayList<>();
    settings.selection().forEach(text -> selections.add(RuleSelection.parse(text)));
    List<AppendedOutput> appended = new ArrayList<>();
    settings.appendOutput().forEach(text -> appended.add(AppendedOutputReader.read(text)));
    return new LoadContext(
        catalogs,
        LoadContext.ENGINE,
        BuiltInPlugins.VERSIONS,
        settings.minimumPriority(),
        selections,
        appended);
  }
}
