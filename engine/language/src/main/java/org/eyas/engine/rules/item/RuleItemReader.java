package org.eyas.engine.rules.item;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.alert.Priority;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.document.YamlMapping;
import org.eyas.engine.rules.item.RuleItem.RuleDefinition;
import org.eyas.engine.rules.item.RuleItem.RuleEnablement;
import org.eyas.engine.rules.item.RuleItem.RuleUpdate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a rule: a definition, changes to an earlier rule, or the old form that only enables one. */
final class RuleItemReader {
  static final Set<String> KEYS =
      Set.of(
          "rule",
          "condition",
          "threshold",
          "sequence",
          "first",
          "scope",
          "output",
          "desc",
          "priority",
          "source",
          "enabled",
          "capture",
          "capture_duration",
          "repeats",
          "warn_evttypes",
          "skip-if-unknown-filter",
          "tags",
          "exceptions",
          "override",
          "append");

  private static final Set<String> APPENDABLE = Set.of("condition", "output", "desc", "tags", "exceptions");
  private static final Set<String> REPLACEABLE =
      Set.of(
          "condition",
          "output",
          "desc",
          "priority",
          "capture",
          "capture_duration",
          "repeats",
          "tags",
          "exceptions",
          "enabled",
          "warn_evttypes",
          "skip-if-unknown-filter");

  private final DocumentFindings findings;
  private final RuleLimits limits;
  private final ItemSink sink;
  private final ExceptionReader exceptions;
  private final StatefulConditionReader memories;
  private final RepeatLimitReader repeats;

  RuleItemReader(DocumentFindings findings, RuleLimits limits, ItemSink sink) {
    this.findings = findings;
    this.limits = limits;
    this.sink = sink;
    this.exceptions = new ExceptionReader(findings, limits);
    this.memories = new StatefulConditionReader(findings);
    this.repeats = new RepeatLimitReader(findings);
  }

  DocumentPlace read(YamlMapping rule) {
    checkTexts(rule);
    String source = rule.textOrEmpty("source");
    boolean append = rule.flag("append", false);
    if (append) {
      findings.warn(LoadCode.LOAD_DEPRECATED_ITEM, ItemReader.APPEND_IS_OLD, rule.context());
    }
    OverrideKeys overrides = OverrideKeys.read(rule, APPENDABLE, REPLACEABLE);
    if (append && overrides.hasKeys()) {
      throw LoadFault.structure(ItemReader.APPEND_AND_OVERRIDE, rule.context());
    }
    if (overrides.hasKeys()) {
      readOverrides(rule, source, overrides);
    } else if (append) {
      requireNoMemory(rule, "append");
      sink.accept(new RuleUpdate(rule.text("rule"), source, true, appended(rule), rule.context()));
    } else if (onlyEnables(rule)) {
      requireNoMemory(rule, "enabled");
      readEnablement(rule);
    } else {
      sink.accept(definition(rule));
    }
    return rule.context();
  }

  private void checkTexts(YamlMapping rule) {
    for (String key : List.of("output", "desc")) {
      if (rule.find(key) instanceof ScalarNode text) {
        limits.checkText(key, text.getValue(), rule.context());
      }
    }
    if (rule.find("tags") instanceof SequenceNode tags) {
      for (Node tag : tags.getValue()) {
        if (tag instanceof ScalarNode text) {
          limits.checkName(text.getValue(), PlaceType.LIST_ITEM, rule.context().at(tag, PlaceType.LIST_ITEM));
        }
      }
    }
  }

  private static boolean onlyEnables(YamlMapping rule) {
    return !rule.has("condition") && !rule.has("output") && !rule.has("desc") && !rule.has("priority");
  }

  private void readEnablement(YamlMapping rule) {
    boolean enabled = rule.flag("enabled");
    findings.warn(
        LoadCode.LOAD_DEPRECATED_ITEM,
        "The standalone 'enabled' key usage is deprecated. The correct approach requires also a 'replace' entry under"
            + " the 'override' key (i.e. 'enabled: replace').",
        rule.context());
    sink.accept(new RuleEnablement(rule.text("rule"), enabled, rule.context()));
  }

  /** Reads the old form {@code append: true}: a condition, exceptions, or both. */
  private RuleChanges appended(YamlMapping rule) {
    return new RuleChanges(
        rule.has("condition") ? rule.text("condition") : null,
        null,
        null,
        null,
        rule.has("exceptions") ? exceptions.read(rule, true) : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private RuleDefinition definition(YamlMapping rule) {
    WrittenStatefulCondition memory = memories.read(rule);
    WrittenText condition =
        memory == null
            ? new WrittenText(rule.text("condition"), rule.at("condition", PlaceType.RULE_CONDITION))
            : memory.condition();
    WrittenText output = new WrittenText(rule.text("output").strip(), rule.at("output", PlaceType.RULE_OUTPUT));
    String description = rule.text("desc");
    Priority priority = priority(rule);
    String source = source(rule, memory);
    RuleSwitches switches = switches(rule); // Falco reads tags after these: of two mistakes, this one is reported
    return new RuleDefinition(
        rule.text("rule"),
        description,
        source,
        priority,
        rule.tags(),
        condition,
        memory,
        output,
        exceptions.read(rule, false),
        switches,
        rule.context());
  }

  /** The event source of a rule. Hosts and the fleet have different sources. */
  private static String source(YamlMapping rule, @Nullable WrittenStatefulCondition memory) {
    String written = rule.text("scope", RuleScope.HOST.label());
    RuleScope scope =
        RuleScope.parse(written)
            .orElseThrow(() -> LoadFault.structure("'scope' must be host or fleet", scopeOf(rule)));
    if (scope == RuleScope.HOST) {
      return hostSource(rule);
    }
    if (memory == null) {
      throw LoadFault.structure(
          "A rule with 'scope: fleet' needs 'threshold', 'sequence' or 'first' instead of 'condition'", scopeOf(rule));
    }
    return fleetSource(rule);
  }

  private static String fleetSource(YamlMapping rule) {
    if (!rule.has("source")) {
      return RuleScope.FLEET_SOURCE;
    }
    return RuleScope.fleetSource(rule.text("source"))
        .orElseThrow(
            () -> LoadFault.structure(
                "'source' of a rule with 'scope: fleet' must be alerts or k8s_audit; test 'alert.source' in a condition",
                scopeOf(rule)));
  }

  private static String hostSource(YamlMapping rule) {
    String source = rule.text("source", "syscall");
    if (RuleScope.of(source) == RuleScope.FLEET) {
      throw LoadFault.structure(
          "'" + source + "' is not a source of a host: write 'scope: fleet' instead",
          rule.context().at(rule.require("source"), PlaceType.VALUE_FOR, "source"));
    }
    return source;
  }

  private static DocumentPlace scopeOf(YamlMapping rule) {
    return rule.context().at(rule.require("scope"), PlaceType.VALUE_FOR, "scope");
  }

  private RuleSwitches switches(YamlMapping rule) {
    return new RuleSwitches(
        rule.flag("enabled", true),
        rule.flag("capture", false),
        rule.number("capture_duration", 0),
        rule.flag("warn_evttypes", true),
        rule.flag("skip-if-unknown-filter", false),
        repeats.read(rule));
  }

  private static Priority priority(YamlMapping rule) {
    String written = rule.text("priority");
    return Priority.parse(written)
        .orElseThrow(
            () -> new LoadFault(
                LoadCode.LOAD_ERR_YAML_VALIDATE, "Invalid priority", rule.at("priority", PlaceType.RULE_PRIORITY),
                PriorityHint.of(written)));
  }

  private void readOverrides(YamlMapping rule, String source, OverrideKeys overrides) {
    requireNoMemory(rule, "override");
    Set<String> left = new TreeSet<>();
    for (String key : REPLACEABLE) {
      if (rule.has(key)) {
        left.add(key);
      }
    }
    if (!overrides.append().isEmpty()) {
      readUpdate(rule, source, new Overridden(rule, overrides.append(), left, true));
    }
    if (!overrides.replace().isEmpty()) {
      readUpdate(rule, source, new Overridden(rule, overrides.replace(), left, false));
    }
    for (String key : left) {
      throw LoadFault.structure(
          "Unexpected key '" + key + "': no corresponding entry under 'override' is defined.",
          rule.context().at(rule.require(key), PlaceType.OVERRIDE, key));
    }
  }

  private static void requireNoMemory(YamlMapping rule, String by) {
    for (String key : StatefulConditionReader.KEYS) {
      if (rule.has(key)) {
        throw LoadFault.structure(
            "'" + key + "' cannot be changed by '" + by + "'; define the whole rule again", rule.at(key, PlaceType.OVERRIDE));
      }
    }
  }

  private void readUpdate(YamlMapping rule, String source, Overridden keys) {
    boolean condition = keys.removeKey("condition");
    RuleChanges changes =
        new RuleChanges(
            condition ? rule.text("condition") : null,
            keys.removeKey("output") ? rule.text("output") : null,
            keys.removeKey("desc") ? rule.text("desc") : null,
            keys.removeKey("tags") ? rule.tags() : null,
            keys.removeKey("exceptions") ? exceptions.read(rule, keys.append()) : null,
            keys.removeKey("priority") ? priority(rule) : null,
            keys.removeKey("enabled") ? (Boolean) rule.flag("enabled") : null,
            keys.removeKey("capture") ? (Boolean) rule.flag("capture") : null,
            keys.removeKey("capture_duration") ? (Long) rule.number("capture_duration") : null,
            keys.removeKey("warn_evttypes") ? (Boolean) rule.flag("warn_evttypes") : null,
            keys.removeKey("skip-if-unknown-filter") ? (Boolean) rule.flag("skip-if-unknown-filter") : null,
            keys.removeKey("repeats") ? repeats.read(rule) : null);
    String knownSource = condition ? source : "";
    sink.accept(new RuleUpdate(rule.text("rule"), knownSource, keys.append(), changes, rule.context()));
  }

  /** The keys of one kind of override. Each key is taken once; keys that remain in {@code left} are not allowed. */
  private record Overridden(YamlMapping rule, Set<String> keys, Set<String> left, boolean append) {
    boolean removeKey(String key) {
      if (!keys.contains(key)) {
        return false;
      }
      if (!left.remove(key)) {
        String kind = append ? "append" : "replace";
        throw LoadFault.structure(
            "An " + kind + " override for '" + key + "' was specified but '" + key + "' is not defined",
            rule.context());
      }
      return true;
    }
  }
}
