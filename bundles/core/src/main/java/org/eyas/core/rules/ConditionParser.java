package org.eyas.core.rules;

import java.util.HashMap;
import java.util.Map;
import org.eyas.core.syntax.Expr;
import org.eyas.core.syntax.Parser;
import org.eyas.core.syntax.SyntaxException;

/** Parses conditions with their lists expanded; the same text gives the same tree, over all documents. */
final class ConditionParser {
  private final Map<String, Expr> parsed = new HashMap<>();

  Expr parse(String condition, ListExpander lists, Context context) {
    String expanded = lists.expand(condition);
    Expr before = parsed.get(expanded);
    if (before != null) {
      return before;
    }
    try {
      Expr tree = Parser.parse(expanded);
      parsed.put(expanded, tree);
      return tree;
    } catch (SyntaxException e) {
      throw new LoadFault(
          LoadCode.LOAD_ERR_COMPILE_CONDITION,
          String.valueOf(e.getMessage()),
          context.inCondition(e.position(), expanded));
    }
  }
}
