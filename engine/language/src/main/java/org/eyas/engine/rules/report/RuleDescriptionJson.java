package org.eyas.engine.rules.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.eyas.engine.check.EventNameFinder;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.format.TemplateSegment;
import org.eyas.engine.rules.BuiltInFalcoPlugins;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedDefinitions.ListText;
import org.eyas.engine.rules.LoadedDefinitions.MacroText;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.LoadedRule.RuleText;
import org.eyas.engine.rules.RepeatLimit;
import org.eyas.engine.rules.condition.ConditionNames;
import org.eyas.engine.rules.condition.SyntaxTreeText;
import org.eyas.engine.rules.item.RequiredPlugin;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.text.RawByteText;

/** Rules, macros and lists as values for {@link org.eyas.json.write.CompactJson}, with the keys of Falco's {@code -L}. */
public final class RuleDescriptionJson {
  private static final String SYSCALL = "syscall";

  private final LoadResult loaded;
  private final Set<String> lists = new HashSet<>();

  /** Creates descriptions of the loaded rules. */
  public RuleDescriptionJson(LoadResult loaded) {
    this.loaded = loaded;
    loaded.book().lists().forEach(list -> lists.add(list.name()));
  }

  /** All rules, macros and lists. */
  public Map<String, Object> all() {
    return sorted(
        "required_engine_version",
        loaded.book().requiredEngine().toString(),
        "required_plugin_versions",
        each(loaded.book().requiredPlugins(), RuleDescriptionJson::plugin),
        "rules",
        each(loaded.rules(), this::rule),
        "macros",
        each(loaded.book().macros(), this::macro),
        "lists",
        each(loaded.book().lists(), RuleDescriptionJson::list));
  }

  /** One rule. */
  public Map<String, Object> one(LoadedRule rule) {
    return sorted("rules", List.of(rule(rule)));
  }

  private static Map<String, Object> plugin(List<RequiredPlugin> alternatives) {
    Map<String, Object> value = nameAndVersion(alternatives.getFirst());
    List<RequiredPlugin> others = alternatives.subList(1, alternatives.size());
    value.put("alternatives", each(others, RuleDescriptionJson::nameAndVersion));
    return value;
  }

  private static Map<String, Object> nameAndVersion(RequiredPlugin plugin) {
    return sorted("name", plugin.name(), "version", plugin.version());
  }

  private Map<String, Object> rule(LoadedRule rule) {
    return sorted("info", ruleInfo(rule), "details", ruleDetails(rule));
  }

  private static Map<String, Object> ruleInfo(LoadedRule rule) {
    RuleText written = rule.written();
    Map<String, Object> info =
        sorted("name", rule.name(), "condition", written.condition(), "output", written.output());
    info.put("priority", rule.alert().priority().label());
    info.put("description", written.description());
    info.put("enabled", written.enabled());
    info.put("source", rule.source());
    info.put("capture", rule.capture());
    info.put("capture_duration", rule.captureMillis());
    info.put("tags", rule.alert().tags());
    RepeatLimit repeats = rule.repeats();
    if (repeats != null) {
      info.put("repeats",
          sorted("within", repeats.within(), "by", repeats.names(), "of", repeats.ofSiblings() ? "siblings" : "process"));
    }
    if (rule.statefulCondition() != null) {
      info.put(StatefulConditionJson.key(rule.statefulCondition()), StatefulConditionJson.of(rule.statefulCondition()));
    }
    return info;
  }

  private Map<String, Object> ruleDetails(LoadedRule rule) {
    RuleText written = rule.written();
    ConditionNames compiled = new ConditionNames(written.tree(), lists);
    List<String> outputFields = outputFields(rule);
    Map<String, Object> details = conditionDetails(written.condition(), compiled);
    details.put("output_fields", outputFields);
    details.put("exception_fields", written.exceptionFields());
    details.put("exception_names", written.exceptionNames());
    details.put("exception_operators", written.exceptionOperators());
    details.put("events", events(rule));
    details.put("condition_compiled", RawByteText.shown(SyntaxTreeText.of(written.tree())));
    details.put("output_compiled", written.compiledOutput());
    details.put("plugins", plugins(rule.sources(), compiled.fields(), outputFields));
    Map<String, Object> formatted = new TreeMap<>();
    for (ExtraAlertField extra : rule.alert().extraFields()) {
      if (!extra.raw()) {
        formatted.put(extra.key(), extra.text());
      }
    }
    if (!formatted.isEmpty()) {
      details.put("extra_output_formatted_fields", formatted);
    }
    return details;
  }

  private Map<String, Object> conditionDetails(String condition, ConditionNames compiled) {
    ConditionNames written = asWritten(condition, compiled);
    return sorted(
        "macros",
        written.macros(),
        "lists",
        written.lists(),
        "condition_operators",
        compiled.operators(),
        "condition_fields",
        compiled.fields());
  }

  /**
   * The details of a condition as written. A condition that is only valid after the expansion of its lists has no
   * details of its own; then the details of the compiled condition count.
   */
  private ConditionNames asWritten(String condition, ConditionNames compiled) {
    try {
      return new ConditionNames(Parser.parse(condition, loaded.falcoVersion()), lists);
    } catch (SyntaxException ignored) {
      return compiled;
    }
  }

  private static List<String> outputFields(LoadedRule rule) {
    List<String> fields = new ArrayList<>();
    rule.alert().extraFields().forEach(extra -> fields.add(extra.text()));
    for (TemplateSegment segment : rule.alert().message().segments()) {
      if (segment instanceof TemplateSegment.Field field) {
        field.carried().forEach(use -> fields.add(use.text()));
      }
    }
    return fields;
  }

  private SortedSet<String> events(LoadedRule rule) {
    SortedSet<String> events = new TreeSet<>();
    for (String source : rule.sources()) {
      if (source.equals(SYSCALL)) {
        rule.trees(source).forEach(tree -> events.addAll(EventNameFinder.of(tree, loaded.falcoVersion())));
      } else {
        events.addAll(EventNameFinder.ofOtherSource());
      }
    }
    return events;
  }

  private static SortedSet<String> plugins(Set<String> sources, Set<String> conditionFields, List<String> outputFields) {
    SortedSet<String> plugins = new TreeSet<>();
    sources.forEach(source -> BuiltInFalcoPlugins.ofSource(source).ifPresent(plugins::add));
    conditionFields.forEach(field -> BuiltInFalcoPlugins.ofField(field).ifPresent(plugins::add));
    outputFields.forEach(field -> BuiltInFalcoPlugins.ofField(field).ifPresent(plugins::add));
    return plugins;
  }

  private Map<String, Object> macro(MacroText macro) {
    ConditionNames compiled = new ConditionNames(macro.compiled(), lists);
    Map<String, Object> details = conditionDetails(macro.condition(), compiled);
    details.put("used", macro.used());
    details.put("events", EventNameFinder.of(macro.compiled(), loaded.falcoVersion()));
    details.put("condition_compiled", RawByteText.shown(SyntaxTreeText.of(macro.compiled())));
    details.put("plugins", List.of());
    return sorted("info", sorted("name", macro.name(), "condition", macro.condition()), "details", details);
  }

  /** The description of a list. A written item that is not among the compiled items was the name of another list. */
  private static Map<String, Object> list(ListText list) {
    List<String> items = new ArrayList<>();
    SortedSet<String> inner = new TreeSet<>();
    for (String item : list.items()) {
      if (list.compiledItems().contains(item)) {
        items.add(item);
      } else {
        inner.add(item);
      }
    }
    return sorted(
        "info",
        sorted("name", list.name(), "items", items),
        "details",
        sorted(
            "used", list.used(), "lists", inner, "items_compiled", list.compiledItems(), "plugins", List.of()));
  }

  private static <T> List<Map<String, Object>> each(List<T> values, Function<T, Map<String, Object>> described) {
    List<Map<String, Object>> list = new ArrayList<>();
    values.forEach(value -> list.add(described.apply(value)));
    return list;
  }

  private static Map<String, Object> sorted(Object... pairs) {
    return LoadReportJson.sorted(pairs);
  }
}
