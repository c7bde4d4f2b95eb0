package org.eyas.engine.rules;

import java.util.List;
import java.util.Set;
import org.eyas.engine.rules.RuleItem.ListItem;
import org.eyas.engine.rules.RuleItem.MacroItem;

/** Reads one item of a rule document. The key that names the item decides its kind. */
final class ItemReader {
  static final String APPEND_IS_OLD =
      "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under 'override' instead.";
  static final String APPEND_AND_OVERRIDE =
      "Keys 'override' and 'append: true' cannot be used together. Add an 'append' entry (e.g. 'condition: append')"
          + " under 'override' instead.";

  private static final Set<String> TOP_KEYS =
      Set.of("rule", "macro", "list", "required_engine_version", "required_plugin_versions");
  private static final Set<String> LIST_KEYS = Set.of("list", "items", "append", "override");
  private static final Set<String> MACRO_KEYS = Set.of("macro", "condition", "append", "override");
  private static final Set<String> ITEMS = Set.of("items");
  private static final Set<String> CONDITION = Set.of("condition");

  private final Findings findings;
  private final RuleLimits limits;
  private final ItemSink sink;
  private final RequirementReader requirements;
  private final RuleItemReader rules;

  ItemReader(Findings findings, RuleLimits limits, ItemSink sink) {
    this.findings = findings;
    this.limits = limits;
    this.sink = sink;
    this.requirements = new RequirementReader(sink);
    this.rules = new RuleItemReader(findings, limits, sink);
  }

  /** Reads an item whose context is the whole document. */
  void read(YamlMapping item) {
    LongValues.refuse(item);
    if (item.has("required_engine_version")) {
      Context place = requirements.readEngine(item);
      warnAboutUnknownKeys(item, Set.of("required_engine_version"), place);
    } else if (item.has("required_plugin_versions")) {
      Context place = requirements.readPlugins(item);
      warnAboutUnknownKeys(item, Set.of("required_plugin_versions"), place);
    } else if (item.has("list")) {
      warnAboutUnknownKeys(item, LIST_KEYS, readList(named(item, "list", ItemType.LIST)));
    } else if (item.has("macro")) {
      warnAboutUnknownKeys(item, MACRO_KEYS, readMacro(named(item, "macro", ItemType.MACRO)));
    } else if (item.has("rule")) {
      warnAboutUnknownKeys(item, RuleItemReader.KEYS, rules.read(named(item, "rule", ItemType.RULE)));
    } else {
      warnAboutUnknownItem(item);
    }
  }

  private YamlMapping named(YamlMapping item, String key, ItemType type) {
    Context unnamed = item.context().at(item.node(), type);
    String name = item.within(unnamed).text(key);
    limits.checkName(name, type, unnamed);
    return item.within(item.context().at(item.node(), type, name));
  }

  private Context readList(YamlMapping item) {
    String name = item.text("list");
    if (!Names.isListName(name)) {
      findings.warn(
          LoadCode.LOAD_INVALID_LIST_NAME,
          "List has an invalid name. List names should match a regular expression: " + Names.LIST_NAME,
          item.context());
    }
    List<String> items = item.texts("items");
    boolean append = appends(item, ITEMS, "items");
    sink.accept(new ListItem(name, items, append, item.context()));
    return item.context();
  }

  private Context readMacro(YamlMapping item) {
    String name = item.text("macro");
    if (!Names.isMacroName(name)) {
      findings.warn(
          LoadCode.LOAD_INVALID_MACRO_NAME,
          "Macro has an invalid name. Macro names should match a regular expression: " + Names.MACRO_NAME,
          item.context());
    }
    String condition = item.text("condition");
    Context place = item.at("condition", ItemType.MACRO_CONDITION);
    boolean append = appends(item, CONDITION, "condition");
    sink.accept(new MacroItem(name, condition, append, place, item.context()));
    return item.context();
  }

  private boolean appends(YamlMapping item, Set<String> overridable, String key) {
    boolean append = item.flag("append", false);
    if (append) {
      findings.warn(LoadCode.LOAD_DEPRECATED_ITEM, APPEND_IS_OLD, item.context());
    }
    Overrides overrides = Overrides.read(item, overridable, overridable);
    if (append && overrides.any()) {
      throw LoadFault.structure(APPEND_AND_OVERRIDE, item.context());
    }
    return append || overrides.append().contains(key);
  }

  private void warnAboutUnknownKeys(YamlMapping item, Set<String> known, Context place) {
    for (String key : item.keys()) {
      if (!known.contains(key)) {
        findings.warn(
            LoadCode.LOAD_UNKNOWN_KEY,
            "Unknown key '" + key + "'. The key will be ignored.",
            place,
            Suggestion.of(key, known));
      }
    }
  }

  private void warnAboutUnknownItem(YamlMapping item) {
    String hint = "";
    for (String key : item.keys()) {
      hint = hint.isEmpty() ? Suggestion.of(key, TOP_KEYS) : hint;
    }
    findings.warn(
        LoadCode.LOAD_UNKNOWN_ITEM,
        "Unknown top level item",
        item.context().at(item.node(), ItemType.RULES_CONTENT_ITEM),
        hint);
  }
}
