package org.eyas.engine.rules;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.syntax.Expr;

/**
 * Counts the checks, {@code and}, {@code or}, {@code not} and constants of conditions. A macro counts at each use, but
 * this class walks the tree of a macro only once: if each of N macros uses the previous one twice, counting takes N
 * steps. For one thread.
 */
final class ConditionSize {
  private final Map<Expr, Integer> known = new IdentityHashMap<>();
  private final int most;

  /** @param most the limit at which counting stops; the size of a larger condition is {@code most + 1} */
  ConditionSize(int most) {
    this.most = most;
  }

  /** Counts a tree that may be part of other trees, and caches its size. */
  int remember(Expr tree) {
    int size = of(tree);
    known.put(tree, size);
    return size;
  }

  int of(Expr tree) {
    return add(tree, 0);
  }

  boolean isTooLarge(int size) {
    return size > most;
  }

  private int add(Expr expr, int before) {
    if (isTooLarge(before)) {
      return before;
    }
    Integer size = known.get(expr);
    if (size != null) {
      return Math.min(before + size, most + 1);
    }
    return switch (expr) {
      case Expr.And and -> addAll(and.children(), before + 1);
      case Expr.Or or -> addAll(or.children(), before + 1);
      case Expr.Not not -> add(not.child(), before + 1);
      case Expr.Comparison comparison -> Math.min(before + 1 + constants(comparison.right()), most + 1);
      case Expr.Exists exists -> before + 1;
      case Expr.MacroName macro -> before + 1;
    };
  }

  private int addAll(List<Expr> children, int before) {
    int size = before;
    for (Expr child : children) {
      size = add(child, size);
    }
    return size;
  }

  private static int constants(Expr.Right right) {
    return right instanceof Expr.Constants constants ? constants.texts().size() : 1;
  }
}
