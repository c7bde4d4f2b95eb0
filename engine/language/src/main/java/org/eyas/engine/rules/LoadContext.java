package org.eyas.engine.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.version.Versions;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.item.SemanticVersion;
import org.eyas.engine.text.FalcoVersion;

/**
 * The context in which rules are loaded.
 *
 * @param sources the fields of each known event source, the syscall source first
 * @param engine the version with which {@code required_engine_version} is compared
 * @param plugins versions of the parts that count as loaded plugins, by name
 * @param minimumPriority rules that are less urgent are never enabled
 * @param selections enable and disable rules, in order
 * @param appended the additions to outputs
 * @param limits the limits for the size of documents
 * @param falcoVersion the version of Falco whose language the rules are written in
 */
public record LoadContext(
    SequencedMap<String, FieldCatalog> sources,
    SemanticVersion engine,
    Map<String, String> plugins,
    Priority minimumPriority,
    List<RuleSelection> selections,
    List<AppendedOutput> appended,
    RuleLimits limits,
    FalcoVersion falcoVersion) {
  public LoadContext {
    sources = new LinkedHashMap<>(sources);
    plugins = Map.copyOf(plugins);
    selections = List.copyOf(selections);
    appended = List.copyOf(appended);
  }

  /** The version of the rule language, as Falco counts it. */
  public static SemanticVersion engineOf(FalcoVersion version) {
    return SemanticVersion.parse(Versions.engine(version.key())).orElseThrow();
  }

  /** All rules as they are written for Falco 0.44, with the suggested fields in their outputs. */
  public LoadContext(SequencedMap<String, FieldCatalog> sources) {
    this(sources, FalcoVersion.V0_44);
  }

  /** All rules as they are written, with the suggested fields in their outputs. */
  public LoadContext(SequencedMap<String, FieldCatalog> sources, FalcoVersion version) {
    this(
        sources,
        engineOf(version),
        BuiltInFalcoPlugins.VERSIONS,
        Priority.DEBUG,
        List.of(),
        List.of(AppendedOutput.SUGGESTED),
        RuleLimits.STANDARD,
        version);
  }
}
