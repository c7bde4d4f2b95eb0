package org.eyas.engine.rules;

import org.eyas.api.failure.Reason;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.rules.condition.CollectedDefinition;
import org.eyas.engine.rules.condition.ConditionParseCache;
import org.eyas.engine.rules.condition.ListExpander;
import org.eyas.engine.rules.condition.MacroInliner;
import org.eyas.engine.rules.condition.MacroInliner.MacroException;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.syntax.SyntaxTree;

/** Parses conditions, and replaces the names of lists and macros in them. */
final class ConditionExpander {
  private final DefinitionCollector collector;
  private final ConditionParseCache parser;
  private final MacroInliner macros;

  ConditionExpander(LoadContext context, DefinitionCollector collector) {
    this.collector = collector;
    parser = new ConditionParseCache(context.version());
    macros = new MacroInliner(context.limits());
  }

  MacroInliner macros() {
    return macros;
  }

  /** Uses these lists and the collected macros from now on. */
  void setLists(ListExpander lists) {
    parser.setLists(lists);
    macros.clear();
    for (CollectedDefinition.OfMacro macro : collector.macros().values()) {
      InterruptCheck.throwIfInterrupted();
      macros.define(macro.name(), parser.parse(macro.condition(), lists, macro.conditionContext()));
    }
    for (CollectedDefinition.OfMacro macro : collector.macros().values()) {
      InterruptCheck.throwIfInterrupted();
      resolve(macro);
    }
  }

  private void resolve(CollectedDefinition.OfMacro macro) {
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
  SyntaxTree of(WrittenText condition, ListExpander lists, DocumentPlace place) {
    try {
      return macros.inline(
          parser.parse(condition.text(), lists, condition.context()), collector.macros()::containsKey);
    } catch (MacroException e) {
      throw fault(e, condition.text(), place);
    }
  }

  private LoadFault fault(MacroException e, String condition, DocumentPlace place) {
    return LoadFault.invalid(Reason.of(e), place.inCondition(e.position(), condition), suggestMacro(e.undefined()));
  }

  private boolean isVisible(String macro, int visibility) {
    CollectedDefinition.OfMacro definition = collector.macros().get(macro);
    return definition != null && definition.index() < visibility;
  }

  private String suggestMacro(String name) {
    if (name.isEmpty()) {
      return "";
    }
    return collector.macros().containsKey(name)
        ? "it is defined further down; move it before the first item that uses it"
        : NameSuggestion.of(name, collector.macros().keySet());
  }
}
