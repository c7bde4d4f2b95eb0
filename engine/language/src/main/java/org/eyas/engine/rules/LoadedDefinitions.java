package org.eyas.engine.rules;

import java.util.List;
import org.eyas.engine.rules.item.RequiredPlugin;
import org.eyas.engine.rules.item.SemanticVersion;
import org.eyas.engine.syntax.SyntaxTree;

/**
 * The definitions of the loaded documents except the rules, for descriptions: requirements, macros and lists.
 *
 * @param redefined the rules, macros and lists that one document defines twice, so that the first definition has no
 *     effect
 */
public record LoadedDefinitions(
    SemanticVersion requiredEngine,
    List<List<RequiredPlugin>> requiredPlugins,
    List<MacroText> macros,
    List<ListText> lists,
    List<Redefinition> redefined) {
  public LoadedDefinitions {
    requiredPlugins = List.copyOf(requiredPlugins);
    macros = List.copyOf(macros);
    lists = List.copyOf(lists);
    redefined = List.copyOf(redefined);
  }

  /** A macro: as written, and with lists and macros replaced. */
  public record MacroText(String name, String condition, SyntaxTree compiled, boolean used) {}

  /** A list: as written, and with the lists among its items resolved. */
  public record ListText(String name, List<String> items, List<String> compiledItems, boolean used) {
    public ListText {
      items = List.copyOf(items);
      compiledItems = List.copyOf(compiledItems);
    }
  }
}
