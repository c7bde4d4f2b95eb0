package org.eyas.engine.rules;

import java.util.List;
import java.util.SortedSet;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** One element of a rule document, with its place. */
sealed interface RuleItem {
  Context context();

  /** {@code required_engine_version}. */
  record EngineRequirement(Version version, Context context) implements RuleItem {}

  /** One entry of {@code required_plugin_versions}: the plugin and its alternatives. */
  record PluginRequirement(List<RequiredPlugin> alternatives, Context context) implements RuleItem {
    public PluginRequirement {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** A list, or the items to append to one. */
  record ListItem(String name, List<String> items, boolean append, Context context) implements RuleItem {
    public ListItem {
      items = List.copyOf(items);
    }
  }

  /** A macro, or the condition to append to one. */
  record MacroItem(String name, String condition, boolean append, Context conditionContext, Context context)
      implements RuleItem {}

  /**
   * The definition of a whole rule.
   *
   * @param condition for a stateful rule, the condition that selects all events that the rule needs
   * @param memory the stateful condition; null for a rule that evaluates each event alone
   */
  record RuleDefinition(
      String name,
      String description,
      String source,
      Priority priority,
      SortedSet<String> tags,
      Written condition,
      @Nullable WrittenMemory memory,
      Written output,
      List<ExceptionItem> exceptions,
      RuleSwitches switches,
      Context context)
      implements RuleItem {}

  /** Changes that are appended to, or replace, parts of a rule. */
  record RuleUpdate(String name, String source, boolean append, RuleChanges changes, Context context)
      implements RuleItem {}

  /** A rule item with only {@code enabled}. */
  record RuleEnablement(String name, boolean enabled, Context context) implements RuleItem {}
}
