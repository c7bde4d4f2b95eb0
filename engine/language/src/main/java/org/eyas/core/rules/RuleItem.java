package org.eyas.core.rules;

import java.util.List;
import java.util.SortedSet;
import org.eyas.api.alert.Priority;

/** One element of a rule document, with its place. */
sealed interface RuleItem {
  Context context();

  /** {@code required_engine_version}. */
  record EngineRequirement(Version version, Context context) implements RuleItem {}

  /** One entry of {@code required_plugin_versions}: the plugin and what may stand in for it. */
  record PluginRequirement(List<RequiredPlugin> alternatives, Context context) implements RuleItem {
    public PluginRequirement {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** A list, or what is added to one. */
  record ListItem(String name, List<String> items, boolean append, Context context) implements RuleItem {
    public ListItem {
      items = List.copyOf(items);
    }
  }

  /** A macro, or what is added to one. */
  record MacroItem(String name, String condition, boolean append, Context conditionContext, Context context)
      implements RuleItem {}

  /** A whole rule. */
  record RuleDefinition(
      String name,
      String description,
      String source,
      Priority priority,
      SortedSet<String> tags,
      Written condition,
      Written output,
      List<ExceptionItem> exceptions,
      RuleSwitches switches,
      Context context)
      implements RuleItem {}

  /** What is added to, or put in place of, parts of a rule. */
  record RuleUpdate(String name, String source, boolean append, RuleChanges changes, Context context)
      implements RuleItem {}

  /** A rule with nothing but {@code enabled}. */
  record RuleEnablement(String name, boolean enabled, Context context) implements RuleItem {}
}
