package org.eyas.engine.rules.item;

import java.util.List;
import java.util.SortedSet;
import org.eyas.api.alert.Priority;
import org.eyas.engine.rules.document.DocumentPlace;
import org.jspecify.annotations.Nullable;

/** One element of a rule document, with its place. */
public sealed interface RuleItem {
  DocumentPlace context();

  /** {@code required_engine_version}. */
  record EngineRequirement(SemanticVersion version, DocumentPlace context) implements RuleItem {}

  /** One entry of {@code required_plugin_versions}: the plugin and its alternatives. */
  record PluginRequirement(List<RequiredPlugin> alternatives, DocumentPlace context) implements RuleItem {
    public PluginRequirement {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** A list, or the items to append to one. */
  record ListItem(String name, List<String> items, boolean append, DocumentPlace context) implements RuleItem {
    public ListItem {
      items = List.copyOf(items);
    }
  }

  /** A macro, or the condition to append to one. */
  record MacroItem(String name, String condition, boolean append, DocumentPlace conditionContext, DocumentPlace context)
      implements RuleItem {}

  /**
   * The definition of a whole rule.
   *
   * @param condition for a stateful rule, the condition that selects all events that the rule needs
   * @param statefulCondition the stateful condition; null for a rule that evaluates each event alone
   */
  record RuleDefinition(
      String name,
      String description,
      String source,
      Priority priority,
      SortedSet<String> tags,
      WrittenText condition,
      @Nullable WrittenStatefulCondition statefulCondition,
      WrittenText output,
      List<ExceptionDefinition> exceptions,
      RuleSwitches switches,
      DocumentPlace context)
      implements RuleItem {}

  /** Changes that are appended to, or replace, parts of a rule. */
  record RuleUpdate(String name, String source, boolean append, RuleChanges changes, DocumentPlace context)
      implements RuleItem {}

  /** A rule item with only {@code enabled}. */
  record RuleEnablement(String name, boolean enabled, DocumentPlace context) implements RuleItem {}
}
