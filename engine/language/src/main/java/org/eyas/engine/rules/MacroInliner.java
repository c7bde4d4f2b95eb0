package org.eyas.engine.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.eyas.engine.syntax.Expr;
import org.eyas.engine.syntax.Position;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the names of macros in conditions by their trees.
 *
 * <p>Each macro has one tree. All conditions that use the macro share that object, so the compiler can evaluate it
 * once. A condition that did not change since the last document keeps its object too, and all results that depend on
 * the condition stay valid.
 */
final class MacroInliner {
  /** Thrown for a name that is not a visible macro, and for a macro that uses itself. */
  static final class MacroException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Position position;
    private final String undefined;

    MacroException(String message, Position position) {
      this(message, "", position);
    }

    private MacroException(String message, String undefined, Position position) {
      super(message);
      this.undefined = undefined;
      this.position = position;
    }

    static MacroException undefined(String name, Position position) {
      return new MacroException("Undefined macro '" + name + "' used in filter.", name, position);
    }

    /** The undefined name; empty if the exception has another reason. */
    String undefined() {
      return undefined;
    }

    Position position() {
      return position;
    }
  }

  private static final int DEEPEST = 400;

  /** @param level the depth of macros in macros */
  private record Inlined(Expr result, Map<String, Expr> used, int level) {}

  private final Map<Expr, Inlined> memory = new IdentityHashMap<>();
  private final Map<String, Expr> trees = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<Expr, Integer> levels = new IdentityHashMap<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<String, Expr> replaced = new HashMap<>();
  private final RuleLimits limits;
  private final ConditionSize sizes;

  MacroInliner(RuleLimits limits) {
    this.limits = limits;
    sizes = new ConditionSize(limits.conditionSize());
  }

  /** Forgets the macros, but keeps the cached results for conditions. */
  void clear() {
    trees.clear();
    used.clear();
    levels.clear();
  }

  /** Defines a macro as written. Its condition may name other macros. */
  void define(String macro, Expr tree) {
    trees.put(macro, tree);
  }

  /** Replaces the names of visible macros in a macro by their trees, once and for all. */
  void resolve(String macro, Predicate<String> visible) throws MacroException {
    Expr written = tree(macro);
    Expr tree = inline(written, visible);
    trees.put(macro, tree);
    levels.put(tree, Objects.requireNonNull(memory.get(written)).level());
  }

  /** The tree of a macro that was defined. */
  Expr tree(String macro) {
    return Objects.requireNonNull(trees.get(macro));
  }

  boolean isUsed(String macro) {
    return used.contains(macro);
  }

  /** The condition, in which the names of visible macros are replaced by their trees. */
  Expr inline(Expr condition, Predicate<String> visible) throws MacroException {
    Inlined before = memory.get(condition);
    if (before != null && stillHolds(before, visible)) {
      used.addAll(before.used().keySet());
      return before.result();
    }
    Map<String, Expr> seen = new HashMap<>();
    path.clear();
    replaced.clear();
    Expr result = replace(condition, visible, seen);
    used.addAll(seen.keySet());
    requireSize(result, condition.position());
    memory.put(condition, new Inlined(result, seen, level(seen.values(), condition.position())));
    return result;
  }

  /** The size of a tree that {@link #inline} returned. */
  int size(Expr inlined) {
    return sizes.of(inlined);
  }

  private void requireSize(Expr tree, Position position) throws MacroException {
    if (sizes.isTooLarge(sizes.remember(tree))) {
      throw new MacroException(limits.conditionTooLarge(), position);
    }
  }

  private int level(Collection<Expr> macros, Position position) throws MacroException {
    int level = 0;
    for (Expr macro : macros) {
      level = Math.max(level, 1 + levels.getOrDefault(macro, 0));
    }
    requireDepth(level, position);
    return level;
  }

  private static void requireDepth(int level, Position position) throws MacroException {
    if (level > DEEPEST) {
      throw new MacroException("macros use macros more than " + DEEPEST + " deep", position);
    }
  }

  private boolean stillHolds(Inlined inlined, Predicate<String> visible) {
    for (Map.Entry<String, Expr> use : inlined.used().entrySet()) {
      if (trees.get(use.getKey()) != use.getValue() || !visible.test(use.getKey())) {
        return false;
      }
    }
    return true;
  }

  private Expr replace(Expr expr, Predicate<String> visible, Map<String, Expr> seen) throws MacroException {
    return switch (expr) {
      case Expr.And and -> {
        List<Expr> children = replaceAll(and.children(), visible, seen);
        yield children == null ? and : new Expr.And(children, and.position());
      }
      case Expr.Or or -> {
        List<Expr> children = replaceAll(or.children(), visible, seen);
        yield children == null ? or : new Expr.Or(children, or.position());
      }
      case Expr.Not not -> {
        Expr child = replace(not.child(), visible, seen);
        yield child == not.child() ? not : new Expr.Not(child, not.position());
      }
      case Expr.MacroName name -> tree(name, visible, seen);
      case Expr.Exists exists -> exists;
      case Expr.Comparison comparison -> comparison;
    };
  }

  /** Null if no child changed. */
  private @Nullable List<Expr> replaceAll(List<Expr> children, Predicate<String> visible, Map<String, Expr> seen)
      throws MacroException {
    boolean changed = false;
    List<Expr> replaced = new ArrayList<>(children.size());
    for (Expr child : children) {
      Expr now = replace(child, visible, seen);
      changed |= now != child;
      replaced.add(now);
    }
    return changed ? replaced : null;
  }

  private Expr tree(Expr.MacroName macro, Predicate<String> visible, Map<String, Expr> seen) throws MacroException {
    String name = macro.name();
    Expr tree = trees.get(name);
    if (tree == null || !visible.test(name)) {
      throw MacroException.undefined(name, macro.position());
    }
    if (path.contains(name)) {
      throw new MacroException("reference loop in macro '" + name + "'", macro.position());
    }
    seen.put(name, tree);
    if (levels.containsKey(tree)) {
      return tree;
    }
    // A macro that is not resolved yet, because it is redefined later, may be used many times.
    Expr before = replaced.get(name);
    if (before != null) {
      return before;
    }
    path.push(name);
    requireDepth(path.size(), macro.position());
    Expr result = replace(tree, visible, seen);
    path.pop();
    replaced.put(name, result);
    return result;
  }
}
