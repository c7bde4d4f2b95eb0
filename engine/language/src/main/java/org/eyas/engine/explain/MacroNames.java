package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.rules.RuleBook;
import org.eyas.engine.rules.RuleBook.MacroText;
import org.eyas.engine.syntax.Expr;

/** Identifies a macro by its tree: every condition that uses the macro contains that same object. */
final class MacroNames {
  private final Map<Expr, List<MacroText>> byTree = new IdentityHashMap<>();

  MacroNames(RuleBook book) {
    for (MacroText macro : book.macros()) {
      byTree.computeIfAbsent(macro.compiled(), key -> new ArrayList<>()).add(macro);
    }
  }

  /** The macros with this part as their condition; several if their conditions are equal. */
  List<MacroText> of(Expr part) {
    return byTree.getOrDefault(part, List.of());
  }
}
