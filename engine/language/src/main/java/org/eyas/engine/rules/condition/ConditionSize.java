package org.eyas.engine.rules.condition;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.syntax.SyntaxTree;

/**
 * Counts the checks, {@code and}, {@code or}, {@code not} and constants of conditions. A macro counts at each use, but
 * this class walks the tree of a macro only once: if each of N macros uses the previous one twice, counting takes N
 * steps. For one thread.
 */
final class ConditionSize {
  private final Map<SyntaxTree, Integer> known = new IdentityHashMap<>();
  private final int most;

  /** @param most the limit at which counting stops; the size of a larger condition is {@code most + 1} */
  ConditionSize(int most) {
    this.most = most;
  }

  /** Counts a tree that may be part of other trees, and caches its size. */
  int remember(SyntaxTree tree) {
    int size = of(tree);
    known.put(tree, size);
    return size;
  }

  int of(SyntaxTree tree) {
    return add(tree, 0);
  }

  boolean isTooLarge(int size) {
    return size > most;
  }

  private int add(SyntaxTree expr, int before) {
    if (isTooLarge(before)) {
      return before;
    }
    Integer size = known.get(expr);
    if (size != null) {
      return Math.min(before + size, most + 1);
    }
    return switch (expr) {
      case SyntaxTree.And and -> addAll(and.children(), before + 1);
      case SyntaxTree.Or or -> addAll(or.children(), before + 1);
      case SyntaxTree.Not not -> add(not.child(), before + 1);
      case SyntaxTree.Comparison comparison -> Math.min(before + 1 + constants(comparison.right()), most + 1);
      case SyntaxTree.Exists exists -> before + 1;
      case SyntaxTree.MacroName macro -> before + 1;
    };
  }

  private int addAll(List<SyntaxTree> children, int before) {
    int size = before;
    for (SyntaxTree child : children) {
      size = add(child, size);
    }
    return size;
  }

  private static int constants(SyntaxTree.Right right) {
    return right instanceof SyntaxTree.Constants constants ? constants.texts().size() : 1;
  }
}
