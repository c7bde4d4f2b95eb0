package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.condition.CollectedDefinition;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.RequiredPlugin;
import org.eyas.engine.rules.item.RuleItem;
import org.eyas.engine.rules.item.RuleItem.EngineRequirement;
import org.eyas.engine.rules.item.RuleItem.ListItem;
import org.eyas.engine.rules.item.RuleItem.MacroItem;
import org.eyas.engine.rules.item.RuleItem.PluginRequirement;
import org.eyas.engine.rules.item.RuleItem.RuleDefinition;
import org.eyas.engine.rules.item.RuleItem.RuleEnablement;
import org.eyas.engine.rules.item.RuleItem.RuleUpdate;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.rules.item.SemanticVersion;
import org.eyas.engine.rules.item.WrittenStatefulCondition;
import org.jspecify.annotations.Nullable;

/**
 * Collects the definitions of all documents read so far, after redefinitions and changes, in the order of first
 * definition.
 */
final class DefinitionCollector {
  private static final int MOST_REDEFINED = 1_000;

  private final Map<String, CollectedDefinition.OfList> lists = new LinkedHashMap<>();
  private final Map<String, CollectedDefinition.OfMacro> macros = new LinkedHashMap<>();
  private final Map<String, RuleDraft> rules = new LinkedHashMap<>();
  private final List<PluginRequirement> plugins = new ArrayList<>();
  private final List<Redefinition> redefined = new ArrayList<>();
  private final Map<String, FieldCatalog> sources;
  private final SemanticVersion engine;
  private final RuleLimits limits;
  private SemanticVersion required = new SemanticVersion(0, 0, 0);
  private int nextIndex;

  DefinitionCollector(Map<String, FieldCatalog> sources, SemanticVersion engine, RuleLimits limits) {
    this.sources = sources;
    this.engine = engine;
    this.limits = limits;
  }

  Map<String, CollectedDefinition.OfList> lists() {
    return lists;
  }

  Map<String, CollectedDefinition.OfMacro> macros() {
    return macros;
  }

  Map<String, RuleDraft> rules() {
    return rules;
  }

  List<PluginRequirement> plugins() {
    return plugins;
  }

  /** The rules, macros and lists that one document defines twice. */
  List<Redefinition> redefined() {
    return redefined;
  }

  private void compare(@Nullable DocumentPlace before, DocumentPlace now) {
    if (before != null && before.document() == now.document() && redefined.size() < MOST_REDEFINED) {
      redefined.add(new Redefinition(before.location(), now.location()));
    }
  }

  /** The newest engine version that a document requires. */
  SemanticVersion required() {
    return required;
  }

  void accept(RuleItem item, DocumentFindings findings) {
    switch (item) {
      case EngineRequirement engineNeeded -> require(engineNeeded);
      case PluginRequirement plugin -> require(plugin);
      case ListItem list -> add(list);
      case MacroItem macro -> add(macro);
      case RuleDefinition rule -> define(rule, findings);
      case RuleUpdate update -> update(update, findings);
      case RuleEnablement enablement -> enable(enablement);
    }
  }

  private void require(EngineRequirement needed) {
    if (!engine.satisfies(needed.version())) {
      throw LoadFault.invalid(
          "Rules require engine version " + needed.version() + ", but engine version is " + engine, needed.context());
    }
    required = required.compareTo(needed.version()) < 0 ? needed.version() : required;
  }

  private void require(PluginRequirement needed) {
    Set<String> names = new HashSet<>();
    for (RequiredPlugin plugin : needed.alternatives()) {
      if (SemanticVersion.parse(plugin.version()).isEmpty()) {
        throw LoadFault.invalid(
            "Invalid required version '" + plugin.version() + "' for plugin '" + plugin.name() + "'",
            needed.context());
      }
      if (!names.add(plugin.name())) {
        throw LoadFault.invalid(
            "Defined multiple alternative version requirements for plugin '" + plugin.name() + "'", needed.context());
      }
    }
    plugins.add(needed);
  }

  private void add(ListItem item) {
    CollectedDefinition.OfList before = lists.get(item.name());
    if (item.append()) {
      if (before == null) {
        throw LoadFault.invalid(
            "List uses 'append' or 'override.items: append' but no list by that name already exists", item.context());
      }
      before.append(item.items());
      before.setVisibility(nextIndex++);
      return;
    }
    compare(before == null ? null : before.context(), item.context());
    int index = nextIndex++;
    int place = before == null ? index : before.index();
    lists.put(item.name(), new CollectedDefinition.OfList(item.name(), place, index, item.items(), item.context()));
  }

  private void add(MacroItem item) {
    CollectedDefinition.OfMacro before = macros.get(item.name());
    if (item.append()) {
      if (before == null) {
        throw LoadFault.invalid(
            "Macro uses 'append' or 'override.condition: append' but no macro by that name already exists",
            item.context());
      }
      before.append(item.condition());
      limits.checkLength("the condition", before.condition().length(), item.context());
      before.setVisibility(nextIndex++);
      return;
    }
    compare(before == null ? null : before.context(), item.context());
    int index = nextIndex++;
    macros.put(item.name(), new CollectedDefinition.OfMacro(item, before == null ? index : before.index(), index));
  }

  private void define(RuleDefinition rule, DocumentFindings findings) {
    RuleDraft before = before(rule.name(), rule.source(), rule.context());
    compare(before == null ? null : before.context, rule.context());
    FieldCatalog catalog = sources.get(rule.source());
    List<ExceptionDefinition> exceptions = completed(rule.exceptions(), catalog);
    String unknown = unknownSource(rule);
    RuleDraft draft = new RuleDraft(rule, exceptions, unknown, RuleScope.ofSources(sources));
    if (!unknown.isEmpty() && !draft.isForAnotherScope()) {
      findings.warn(
          LoadCode.LOAD_UNKNOWN_SOURCE,
          "Unknown source " + unknown + ", skipping",
          rule.context(),
          NameSuggestion.of(unknown, sources.keySet()));
    }
    limits.checkExceptionValues(values(exceptions), rule.context());
    nextIndex++;
    rules.put(rule.name(), draft);
  }

  /** The first of a rule's event sources that does not exist; empty if all of them exist. */
  private String unknownSource(RuleDefinition rule) {
    Set<String> others = rule.statefulCondition() == null ? Set.of() : rule.statefulCondition().otherSources();
    return Stream.concat(Stream.of(rule.source()), others.stream())
        .filter(source -> !sources.containsKey(source))
        .findFirst()
        .orElse("");
  }

  /**
   * Completes exceptions and checks their fields. Falco checks the fields of a definition here, but those of a
   * replacement together with the condition.
   */
  private static List<ExceptionDefinition> completed(List<ExceptionDefinition> written, @Nullable FieldCatalog catalog) {
    List<ExceptionDefinition> exceptions = new ArrayList<>();
    for (ExceptionDefinition exception : written) {
      exceptions.add(ExceptionChecker.complete(exception, catalog));
    }
    return exceptions;
  }

  private static long values(List<ExceptionDefinition> exceptions) {
    return exceptions.stream().mapToLong(exception -> exception.values().size()).sum();
  }

  private @Nullable RuleDraft before(String name, String source, DocumentPlace context) {
    RuleDraft before = rules.get(name);
    if (before != null && !before.source.isEmpty() && !source.isEmpty() && !before.source.equals(source)) {
      throw LoadFault.invalid("Rule has been re-defined with a different source", context);
    }
    return before;
  }

  private void update(RuleUpdate update, DocumentFindings findings) {
    RuleDraft rule = before(update.name(), update.source(), update.context());
    if (rule == null && isMute(update)) {
      findings.warn(
          LoadCode.LOAD_WARNING_EXTENSION,
          "The mute hides nothing, because no rule '" + update.name() + "' is defined before it; remove it or correct the name",
          update.context(),
          NameSuggestion.of(update.name(), rules.keySet()));
      return;
    }
    if (rule == null) {
      throw LoadFault.invalid(
          update.append()
              ? "Rule uses 'append' or 'override.<key>: append' but no rule by that name already exists"
              : "An 'override.<key>: replace' to a rule was requested but no rule by that name already exists",
          update.context());
    }
    if (!update.changes().hasChanges()) {
      throw LoadFault.invalid(
          update.append()
              ? "Appended rule must have exceptions or condition property"
              : "The rule must have at least one field that can be replaced",
          update.context());
    }
    if (update.changes().condition() != null && rule.statefulCondition instanceof WrittenStatefulCondition.OfSequence) {
      throw LoadFault.invalid(
          "The rule has a sequence, whose conditions cannot be changed; define the whole rule again", update.context());
    }
    nextIndex++;
    if (!update.append()) {
      rule.replace(update.changes());
      if (update.changes().exceptions() != null) {
        rule.exceptions = completed(update.changes().exceptions(), null);
      }
      return;
    }
    rule.append(update.changes());
    limits.checkLength("the condition", rule.condition.length(), update.context());
    limits.checkText("output", rule.output, update.context());
    limits.checkText("desc", rule.description, update.context());
    if (update.changes().exceptions() != null) {
      FieldCatalog catalog = sources.get(rule.source);
      ExceptionChecker.append(rule.exceptions, update.changes().exceptions(), catalog);
      limits.checkExceptionValues(values(rule.exceptions), update.context());
    }
  }

  // An update of the rule files may rename or drop a rule for which a mute exists. That must not prevent a start.
  private static boolean isMute(RuleUpdate update) {
    List<ExceptionDefinition> exceptions = update.changes().onlyExceptions();
    return update.append() && !exceptions.isEmpty() && exceptions.stream().allMatch(RuleMute::hasName);
  }

  private void enable(RuleEnablement item) {
    RuleDraft rule = rules.get(item.name());
    if (rule == null) {
      throw LoadFault.invalid(
          "Rule has 'enabled' key but no rule by that name already exists",
          item.context(),
          NameSuggestion.of(item.name(), rules.keySet()));
    }
    rule.enable(item.enabled());
  }
}
