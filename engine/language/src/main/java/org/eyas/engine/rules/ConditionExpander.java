package org.eyas.engine.rules;

import org.eyas.api.failure.Reason;
import org.eyas.engine.check.Interruption;
import org.eyas.engine.rules.MacroInliner.MacroException;
import org.eyas.engine.syntax.Expr;

/** Parses conditions, and replaces the names of lists and macros in them. */
final class ConditionExpander {
  private final RuleCollector collector;
  private final ConditionParser parser = new ConditionParser();
  private final MacroInliner macros;

  ConditionExpander(LoadContext context, RuleCollector collector) {
    this.collector = collector;
    macros = new MacroInliner(context.limits());
  }

  MacroInliner macros() {
    return macros;
  }

  /** Uses these lists and the collected macros from now on. */
  void use(ListExpander lists) {
    parser.use(lists);
    macros.clear();
    for (Definition.OfMacro macro : collector.macros().values()) {
      Interruption.check();
      macros.define(macro.name(), parser.parse(macro.condition(), lists, macro.conditionContext()));
    }
    for (Definition.OfMacro macro : collector.macros().values()) {
      Interruption.check();
      resolve(macro);
    }
  }

  private void resolve(Definition.OfMacro macro) {
    try {
      macros.resolve(macro.name(), name -> isVisible(name, macro.visibility()));
    } catch (MacroException e) {
      throw fault(e, macro.condition(), macro.context());
    }
  }

  /**
   * The tree of a condition; the same object as before if nothing in the condition has changed.
   *
   * @param place the place at which errors in macros are reported
   */
  Expr of(Written condition, ListExpander lists, Context place) {
    try {
      return macros.inline(
          parser.parse(condition.text(), lists, condition.context()), collector.macros()::containsKey);
    } catch (MacroException e) {
      throw fault(e, condition.text(), place);
    }
  }

  private LoadFault fault(MacroException e, String condition, Context place) {
    return LoadFault.invalid(Reason.of(e), place.inCondition(e.position(), condition), suggestMacro(e.undefined()));
  }

  private boolean isVisible(String macro, int visibility) {
    Definition.OfMacro definition = collector.macros().get(macro);
    return definition != null && definition.index() < visibility;
  }

  private String suggestMacro(String name) {
    if (name.isEmpty()) {
      return "";
    }
    return collector.macros().containsKey(name)
        ? "it is defined further down; move it before the first item that uses it"
        : Suggestion.of(name, collector.macros().keySet());
  }
}
