package org.eyas.core.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.core.check.CheckException;
import org.eyas.core.check.Checked;
import org.eyas.core.check.Checker;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.format.AlertTemplate;
import org.eyas.core.format.ExtraField;
import org.eyas.core.format.OutputTemplate;
import org.eyas.core.format.TemplateException;
import org.eyas.core.rules.LoadedRule.RuleText;
import org.eyas.core.rules.MacroInliner.MacroException;
import org.eyas.core.rules.RuleBook.ListText;
import org.eyas.core.rules.RuleBook.MacroText;
import org.eyas.core.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Makes rules of what was collected: lists and macros go where they are named, conditions and outputs are held against the
 * fields of their source.
 *
 * <p>Falco does all of it again after each document; what did not change is found again here and costs little.
 */
final class RuleResolver {
  private static final int MANY_EVENT_TYPES = 100;

  private final LoadContext context;
  private final RuleCollector collector;
  private final ConditionParser parser = new ConditionParser();
  private final MacroInliner macros = new MacroInliner();
  private final OutputBuilder outputs;
  private final Map<String, Map<Expr, Checked>> checked = new HashMap<>();

  RuleResolver(LoadContext context, RuleCollector collector) {
    this.context = context;
    this.collector = collector;
    this.outputs = new OutputBuilder(context);
  }

  /** All rules of known sources; warnings go to the document read last. */
  Resolved resolve(Findings findings) {
    ListExpander lists = new ListExpander(collector.lists());
    List<MacroText> macroTexts = resolveMacros(lists);
    List<LoadedRule> rules = new ArrayList<>();
    for (RuleDraft draft : collector.rules().values()) {
      LoadedRule rule = draft.unknownSource ? null : resolve(draft, lists, findings);
      if (rule != null) {
        rules.add(rule);
      }
    }
    warnOfUnused(lists, findings);
    return new Resolved(rules, book(macroTexts, lists));
  }

  /** The outcome: the rules, and what belongs to their descriptions. */
  record Resolved(List<LoadedRule> rules, RuleBook book) {}

  private List<MacroText> resolveMacros(ListExpander lists) {
    macros.clear();
    for (Definition.OfMacro macro : collector.macros().values()) {
      macros.define(macro.name, parser.parse(macro.condition, lists, macro.conditionContext));
    }
    List<MacroText> texts = new ArrayList<>();
    for (Definition.OfMacro macro : collector.macros().values()) {
      Expr own = parser.parse(macro.condition, lists, macro.conditionContext);
      Expr tree = inline(own, macro.visibility, macro.condition, macro.context);
      macros.define(macro.name, tree);
      texts.add(new MacroText(macro.name, macro.condition, tree, false));
    }
    return texts;
  }

  private Expr inline(Expr tree, int visibility, String condition, Context place) {
    try {
      return macros.inline(tree, name -> isVisible(name, visibility));
    } catch (MacroException e) {
      String message = String.valueOf(e.getMessage());
      throw LoadFault.invalid(
          message, place.inCondition(e.position(), condition), suggestMacro(message));
    }
  }

  private boolean isVisible(String macro, int visibility) {
    Definition.OfMacro definition = collector.macros().get(macro);
    return definition != null && definition.index < visibility;
  }

  private String suggestMacro(String message) {
    int start = message.indexOf('\'') + 1;
    return message.startsWith("Undefined")
        ? Suggestion.of(message.substring(start, message.indexOf('\'', start)), collector.macros().keySet())
        : "";
  }

  private @Nullable LoadedRule resolve(RuleDraft rule, ListExpander lists, Findings findings) {
    FieldCatalog catalog = context.sources().get(rule.source);
    if (catalog == null) {
      throw LoadFault.invalid("Unknown source at compile-time" + rule.source, rule.context);
    }
    SortedSet<String> exceptionFields = new TreeSet<>();
    String condition = ExceptionConditions.apply(rule.condition, rule.exceptions, exceptionFields);
    String output = outputs.output(rule, catalog, findings);
    OutputTemplate template = template(rule, output, catalog, findings);
    if (template == null) {
      return null;
    }
    OutputBuilder.warnOfDeprecated(output, rule, findings);
    List<ExtraField> extra = outputs.extraFields(rule, catalog, findings);
    Checked checkedCondition = check(rule, condition, lists, findings);
    if (checkedCondition == null) {
      return null;
    }
    warnOfManyEventTypes(rule, checkedCondition, findings);
    return new LoadedRule(
        text(rule, output, exceptionFields),
        isEnabled(rule),
        checkedCondition,
        new AlertTemplate(rule.name, rule.source, rule.priority, rule.tags, template, extra),
        rule.switches.capture(),
        rule.switches.captureMillis());
  }

  private @Nullable OutputTemplate template(
      RuleDraft rule, String output, FieldCatalog catalog, Findings findings) {
    try {
      return OutputTemplate.compile(output, catalog);
    } catch (TemplateException e) {
      String message = String.valueOf(e.getMessage());
      if (rule.switches.skipIfUnknownFilter() && isUnknownName(message)) {
        findings.warn(
            LoadCode.LOAD_UNKNOWN_FILTER, message, rule.outputContext, OutputBuilder.hint(e, catalog));
        return null;
      }
      throw OutputBuilder.fault(e, rule, catalog);
    }
  }

  private @Nullable Checked check(
      RuleDraft rule, String condition, ListExpander lists, Findings findings) {
    Expr parsed = parser.parse(condition, lists, rule.conditionContext);
    Expr tree = inline(parsed, Integer.MAX_VALUE, condition, rule.context);
    try {
      Checked result = check(tree, rule.source);
      new ConditionWarnings(findings, rule.conditionContext, condition).report(result.warnings());
      return result;
    } catch (CheckException e) {
      String message = String.valueOf(e.getMessage());
      Context place = rule.conditionContext.inCondition(e.position(), condition);
      String hint = hint(message, rule.source);
      if (rule.switches.skipIfUnknownFilter() && isUnknownName(message)) {
        findings.warn(LoadCode.LOAD_UNKNOWN_FILTER, message, place, hint);
        return null;
      }
      throw new LoadFault(LoadCode.LOAD_ERR_COMPILE_CONDITION, message, place, hint);
    }
  }

  private Checked check(Expr tree, String source) throws CheckException {
    Map<Expr, Checked> known = checked.computeIfAbsent(source, _ -> new IdentityHashMap<>());
    Checked before = known.get(tree);
    if (before != null) {
      return before;
    }
    FieldCatalog catalog = context.sources().get(source);
    Checked result = Checker.check(tree, catalog);
    known.put(tree, result);
    return result;
  }

  private String hint(String message, String source) {
    int name = message.lastIndexOf(' ') + 1;
    FieldCatalog catalog = context.sources().get(source);
    return message.contains("nonexistent field") && catalog != null
        ? Fields.suggestion(message.substring(name), catalog)
        : "";
  }

  /** The faults that {@code skip-if-unknown-filter} forgives, told by their words as Falco does. */
  private static boolean isUnknownName(String message) {
    return message.contains("nonexistent field")
        || message.contains("invalid formatting token")
        || message.contains("unknown event type")
        || message.contains("unknown filter:");
  }

  private static void warnOfManyEventTypes(RuleDraft rule, Checked condition, Findings findings) {
    boolean many = condition.eventCodes().cardinality() > MANY_EVENT_TYPES;
    if (rule.source.equals("syscall") && many && rule.switches.warnEventTypes()) {
      findings.warn(
          LoadCode.LOAD_NO_EVTTYPE,
          "Rule matches too many evt.type values. This has a significant performance penalty.",
          rule.context);
    }
  }

  private boolean isEnabled(RuleDraft rule) {
    if (rule.priority.compareTo(context.minimumPriority()) > 0) {
      return false;
    }
    boolean enabled = rule.switches.enabled();
    for (RuleSelection selection : context.selections()) {
      enabled = selection.selects(rule.name, rule.tags) ? selection.enable() : enabled;
    }
    return enabled;
  }

  private static RuleText text(RuleDraft rule, String output, SortedSet<String> exceptionFields) {
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> operators = new TreeSet<>();
    for (ExceptionItem exception : rule.exceptions) {
      names.add(exception.name());
      if (exception.comps().list()) {
        exception.comps().items().forEach(item -> operators.add(item.text()));
      } else {
        operators.add(exception.comps().text());
      }
    }
    return new RuleText(
        rule.description,
        rule.switches.enabled(),
        rule.condition,
        rule.output,
        output,
        names,
        exceptionFields,
        operators,
        rule.context.location());
  }

  private void warnOfUnused(ListExpander lists, Findings findings) {
    for (Definition.OfMacro macro : collector.macros().values()) {
      if (!macros.isUsed(macro.name)) {
        findings.warn(
            LoadCode.LOAD_UNUSED_MACRO, "Macro not referred to by any other rule/macro", macro.context);
      }
    }
    for (ListExpander.Expanded list : lists.lists()) {
      if (!list.used) {
        findings.warn(
            LoadCode.LOAD_UNUSED_LIST,
            "List not referred to by any other rule/macro",
            collector.lists().get(list.name).context);
      }
    }
  }

  private RuleBook book(List<MacroText> macroTexts, ListExpander lists) {
    List<MacroText> texts = new ArrayList<>();
    for (MacroText macro : macroTexts) {
      texts.add(new MacroText(macro.name(), macro.condition(), macro.compiled(), macros.isUsed(macro.name())));
    }
    List<ListText> listTexts = new ArrayList<>();
    for (ListExpander.Expanded list : lists.lists()) {
      Definition.OfList written = collector.lists().get(list.name);
      listTexts.add(new ListText(list.name, written.items, list.items, list.used));
    }
    List<List<RequiredPlugin>> plugins = new ArrayList<>();
    collector.plugins().forEach(plugin -> plugins.add(plugin.alternatives()));
    return new RuleBook(collector.required(), plugins, texts, listTexts);
  }
}
