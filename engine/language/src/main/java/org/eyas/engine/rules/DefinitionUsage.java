package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.rules.LoadedDefinitions.ListText;
import org.eyas.engine.rules.LoadedDefinitions.MacroText;
import org.eyas.engine.rules.condition.CollectedDefinition;
import org.eyas.engine.rules.condition.ListExpander;
import org.eyas.engine.rules.condition.MacroInliner;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.item.RequiredPlugin;

/** Reports which macros and lists the rules use. */
final class DefinitionUsage {
  private final DefinitionCollector collector;
  private final ListExpander lists;
  private final MacroInliner macros;

  DefinitionUsage(DefinitionCollector collector, ListExpander lists, MacroInliner macros) {
    this.collector = collector;
    this.lists = lists;
    this.macros = macros;
  }

  void warnAboutUnused(DocumentFindings findings) {
    Set<String> elsewhere = elsewhere();
    for (CollectedDefinition.OfMacro macro : collector.macros().values()) {
      if (!macros.isUsed(macro.name()) && !elsewhere.contains(macro.name())) {
        findings.warn(
            LoadCode.LOAD_UNUSED_MACRO, "Macro not referred to by any other rule/macro", macro.context());
      }
    }
    for (ListExpander.Expanded list : lists.lists()) {
      if (!list.isUsed() && !elsewhere.contains(list.written().name())) {
        findings.warn(
            LoadCode.LOAD_UNUSED_LIST, "List not referred to by any other rule/macro", list.written().context());
      }
    }
  }

  /** All words of conditions that another scope evaluates: the fleet, or the hosts. */
  private Set<String> elsewhere() {
    Set<String> words = new HashSet<>();
    for (RuleDraft rule : collector.rules().values()) {
      if (rule.isForAnotherScope()) {
        addWords(rule.condition, words);
      }
    }
    return words;
  }

  private void addWords(String condition, Set<String> words) {
    for (String word : condition.split("[\\s,()='\"]+")) {
      CollectedDefinition.OfMacro macro = words.add(word) ? collector.macros().get(word) : null;
      if (macro != null) {
        addWords(macro.condition(), words);
      }
    }
  }

  LoadedDefinitions definitions() {
    List<MacroText> macroTexts = new ArrayList<>();
    for (CollectedDefinition.OfMacro macro : collector.macros().values()) {
      macroTexts.add(
          new MacroText(macro.name(), macro.condition(), macros.tree(macro.name()), macros.isUsed(macro.name())));
    }
    List<ListText> listTexts = new ArrayList<>();
    for (ListExpander.Expanded list : lists.lists()) {
      listTexts.add(new ListText(list.written().name(), list.written().items(), list.items(), list.isUsed()));
    }
    List<List<RequiredPlugin>> plugins = new ArrayList<>();
    collector.plugins().forEach(plugin -> plugins.add(plugin.alternatives()));
    return new LoadedDefinitions(collector.required(), plugins, macroTexts, listTexts, collector.redefined());
  }
}
