package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.rules.LoadedDefinitions;
import org.eyas.engine.rules.LoadedDefinitions.MacroText;
import org.eyas.engine.syntax.SyntaxTree;

/** Identifies a macro by its tree: every condition that uses the macro contains that same object. */
final class MacroNameFinder {
  private final Map<SyntaxTree, List<MacroText>> byTree = new IdentityHashMap<>();

  MacroNameFinder(LoadedDefinitions book) {
    for (MacroText macro : book.macros()) {
      byTree.computeIfAbsent(macro.compiled(), key -> new ArrayList<>()).add(macro);
    }
  }

  /** The macros with this part as their condition; several if their conditions are equal. */
  List<MacroText> of(SyntaxTree part) {
    return byTree.getOrDefault(part, List.of());
  }
}
