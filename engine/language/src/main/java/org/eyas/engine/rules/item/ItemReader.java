package org.eyas.engine.rules.item;

import java.util.List;
import java.util.Set;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LengthCheck;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.document.YamlMapping;
import org.eyas.engine.rules.item.RuleItem.ListItem;
import org.eyas.engine.rules.item.RuleItem.MacroItem;

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

  private final DocumentFindings findings;
  private final RuleLimits limits;
  private final ItemSink sink;
  private final RequirementReader requirements;
  private final RuleItemReader rules;

  ItemReader(DocumentFindings findings, RuleLimits limits, ItemSink sink) {
    this.findings = findings;
    this.limits = limits;
    this.sink = sink;
    this.requirements = new RequirementReader(sink);
    this.rules = new RuleItemReader(findings, limits, sink);
  }

  /** Reads an item whose context is the whole document. */
  void read(YamlMapping item) {
    LengthCheck.rejectLong(item);
    if (item.has("required_engine_version")) {
      DocumentPlace place = requirements.readEngine(item);
      warnAboutUnknownKeys(item, Set.of("required_engine_version"), place);
    } else if (item.has("required_plugin_versions")) {
      DocumentPlace place = requirements.readPlugins(item);
      warnAboutUnknownKeys(item, Set.of("required_plugin_versions"), place);
    } else if (item.has("list")) {
      warnAboutUnknownKeys(item, LIST_KEYS, readList(named(item, "list", PlaceType.LIST)));
    } else if (item.has("macro")) {
      warnAboutUnknownKeys(item, MACRO_KEYS, readMacro(named(item, "macro", PlaceType.MACRO)));
    } else if (item.has("rule")) {
      warnAboutUnknownKeys(item, RuleItemReader.KEYS, rules.read(named(item, "rule", PlaceType.RULE)));
    } else {
      warnAboutUnknownItem(item);
    }
  }

  private YamlMapping named(YamlMapping item, String key, PlaceType type) {
    DocumentPlace unnamed = item.context().at(item.node(), type);
    String name = item.within(unnamed).text(key);
    limits.checkName(name, type, unnamed);
    return item.within(item.context().at(item.node(), type, name));
  }

  private DocumentPlace readList(YamlMapping item) {
    String name = item.text("list");
    if (!DefinitionNames.isListName(name)) {
      findings.warn(
          LoadCode.LOAD_INVALID_LIST_NAME,
          "List has an invalid name. List names should match a regular expression: " + DefinitionNames.LIST_NAME,
          item.context());
    }
    List<String> items = item.texts("items");
    boolean append = appends(item, ITEMS, "items");
    sink.accept(new ListItem(name, items, append, item.context()));
    return item.context();
  }

  private DocumentPlace readMacro(YamlMapping item) {
    String name = item.text("macro");
    if (!DefinitionNames.isMacroName(name)) {
      findings.warn(
          LoadCode.LOAD_INVALID_MACRO_NAME,
          "Macro has an invalid name. Macro names should match a regular expression: " + DefinitionNames.MACRO_NAME,
          item.context());
    }
    String condition = item.text("condition");
    DocumentPlace place = item.at("condition", PlaceType.MACRO_CONDITION);
    boolean append = appends(item, CONDITION, "condition");
    sink.accept(new MacroItem(name, condition, append, place, item.context()));
    return item.context();
  }

  private boolean appends(YamlMapping item, Set<String> overridable, String key) {
    boolean append = item.flag("append", false);
    if (append) {
      findings.warn(LoadCode.LOAD_DEPRECATED_ITEM, APPEND_IS_OLD, item.context());
    }
    OverrideKeys overrides = OverrideKeys.read(item, overridable, overridable);
    if (append && overrides.hasKeys()) {
      throw LoadFault.structure(APPEND_AND_OVERRIDE, item.context());
    }
    return append || overrides.append().contains(key);
  }

  private void warnAboutUnknownKeys(YamlMapping item, Set<String> known, DocumentPlace place) {
    for (String key : item.keys()) {
      if (!known.contains(key)) {
        findings.warn(
            LoadCode.LOAD_UNKNOWN_KEY,
            "Unknown key '" + key + "'. The key will be ignored.",
            place,
            NameSuggestion.of(key, known));
      }
    }
  }

  private void warnAboutUnknownItem(YamlMapping item) {
    String hint = "";
    for (String key : item.keys()) {
      hint = hint.isEmpty() ? NameSuggestion.of(key, TOP_KEYS) : hint;
    }
    findings.warn(
        LoadCode.LOAD_UNKNOWN_ITEM,
        "Unknown top level item",
        item.context().at(item.node(), PlaceType.RULES_CONTENT_ITEM),
        hint);
  }
}
