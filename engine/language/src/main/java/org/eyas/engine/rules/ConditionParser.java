package org.eyas.engine.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.engine.syntax.Expr;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Parses conditions after the expansion of lists, and caches the trees: equal texts have the same tree in all
 * documents. A condition is expanded again only if a list that it names has changed.
 */
final class ConditionParser {
  /**
   * The limit of the cache. Texts with long lists take more memory than all other data, and parsing them again is
   * cheap.
   */
  private static final int MOST_KEPT = 2_000;

  private record Parsed(Expr tree, Set<String> lists) {}

  private final Map<String, Expr> byExpansion = new HashMap<>();
  private final Map<String, Parsed> byCondition = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private final Map<String, String> tokens = new HashMap<>();
  private @Nullable ListExpander lists;

  /** Sets the lists for the next expansions. */
  void use(ListExpander now) {
    if (lists == null || now.isUnpredictable() || stands(now.changedSince(lists))) {
      byCondition.clear();
    }
    lists = now;
  }

  private boolean stands(Collection<String> names) {
    return names.stream().anyMatch(words::contains);
  }

  Expr parse(String condition, ListExpander current, Context context) {
    Parsed before = byCondition.get(condition);
    if (before != null) {
      before.lists().forEach(current::markUsed);
      return before.tree();
    }
    Set<String> used = new HashSet<>();
    String expanded = current.expand(condition, new ListExpander.Trace(used, words), context.wholeCondition(condition));
    Expr tree = tree(expanded, context);
    byCondition.put(condition, new Parsed(tree, used));
    return tree;
  }

  private Expr tree(String expanded, Context context) {
    Expr before = byExpansion.get(expanded);
    if (before != null) {
      return before;
    }
    try {
      Expr tree = Parser.parse(expanded, token -> tokens.computeIfAbsent(token, first -> first));
      if (expanded.length() <= MOST_KEPT) {
        byExpansion.put(expanded, tree);
      }
      return tree;
    } catch (SyntaxException e) {
      throw new LoadFault(
          LoadCode.LOAD_ERR_COMPILE_CONDITION,
          Reason.of(e),
          context.inCondition(e.position(), expanded),
          SyntaxHint.at(expanded, e.position().offset()));
    }
  }
}
