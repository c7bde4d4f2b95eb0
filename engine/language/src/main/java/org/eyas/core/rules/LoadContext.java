package org.eyas.core.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.api.alert.Priority;
import org.eyas.core.field.FieldCatalog;

/**
 * What rules are loaded against.
 *
 * @param sources the fields of each event source that there is, the syscalls' first
 * @param engine the version that {@code required_engine_version} is held against
 * @param plugins versions of what counts as a loaded plugin, by name
 * @param minimumPriority rules that are less urgent are never enabled
 * @param selections enable and disable rules, in order
 * @param appended what is added to outputs
 * @param limits how large documents may be
 */
public record LoadContext(
    SequencedMap<String, FieldCatalog> sources,
    Version engine,
    Map<String, String> plugins,
    Priority minimumPriority,
    List<RuleSelection> selections,
    List<AppendedOutput> appended,
    RuleLimits limits) {
  /** The version of the rule language, as Falco counts it. */
  public static final Version ENGINE = new Version(0, 62, 0);

  public LoadContext {
    sources = new LinkedHashMap<>(sources);
    plugins = Map.copyOf(plugins);
    selections = List.copyOf(selections);
    appended = List.copyOf(appended);
  }

  /** All rules as they are written, with the suggested fields in their outputs. */
  public LoadContext(SequencedMap<String, FieldCatalog> sources) {
    this(
        sources,
        ENGINE,
        BuiltInPlugins.VERSIONS,
        Priority.DEBUG,
        List.of(),
        List.of(AppendedOutput.SUGGESTED),
        RuleLimits.STANDARD);
  }
}
