package org.eyas.engine.rules.condition;

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
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the names of macros in conditions by their trees.
 *
 * <p>Each macro has one tree. All conditions that use the macro share that object, so the compiler can evaluate it
 * once. A condition that did not change since the last document keeps its object too, and all results that depend on
 * the condition stay valid.
 */
public final class MacroInliner {
  /** Thrown for a name that is not a visible macro, and for a macro that uses itself. */
  public static final class MacroException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient TextPosition position;
    private final String undefined;

    MacroException(String message, TextPosition position) {
      this(message, "", position);
    }

    private MacroException(String message, String undefined, TextPosition position) {
      super(message);
      this.undefined = undefined;
      this.position = position;
    }

    static MacroException undefined(String name, TextPosition position) {
      return new MacroException("Undefined macro '" + name + "' used in filter.", name, position);
    }

    /** The undefined name; empty if the exception has another reason. */
    public String undefined() {
      return undefined;
    }

    public TextPosition position() {
      return position;
    }
  }

  private static final int DEEPEST = 400;

  /** @param level the depth of macros in macros */
  private record Inlined(SyntaxTree result, Map<String, SyntaxTree> used, int level) {}

  private final Map<SyntaxTree, Inlined> memory = new IdentityHashMap<>();
  private final Map<String, SyntaxTree> trees = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<SyntaxTree, Integer> levels = new IdentityHashMap<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<String, SyntaxTree> replaced = new HashMap<>();
  private final RuleLimits limits;
  private final ConditionSize sizes;

  public MacroInliner(RuleLimits limits) {
    this.limits = limits;
    sizes = new ConditionSize(limits.conditionSize());
  }

  /** Forgets the macros, but keeps the cached results for conditions. */
  public void clear() {
    trees.clear();
    used.clear();
    levels.clear();
  }

  /** Defines a macro as written. Its condition may name other macros. */
  public void define(String macro, SyntaxTree tree) {
    trees.put(macro, tree);
  }

  /** Replaces the names of visible macros in a macro by their trees, once and for all. */
  public void resolve(String macro, Predicate<String> visible) throws MacroException {
    SyntaxTree written = tree(macro);
    SyntaxTree tree = inline(written, visible);
    trees.put(macro, tree);
    levels.put(tree, Objects.requireNonNull(memory.get(written)).level());
  }

  /** The tree of a macro that was defined. */
  public SyntaxTree tree(String macro) {
    return Objects.requireNonNull(trees.get(macro));
  }

  public boolean isUsed(String macro) {
    return used.contains(macro);
  }

  /** The condition, in which the names of visible macros are replaced by their trees. */
  public SyntaxTree inline(SyntaxTree condition, Predicate<String> visible) throws MacroException {
    Inlined before = memory.get(condition);
    if (before != null && stillHolds(before, visible)) {
      used.addAll(before.used().keySet());
      return before.result();
    }
    Map<String, SyntaxTree> seen = new HashMap<>();
    path.clear();
    replaced.clear();
    SyntaxTree result = replace(condition, visible, seen);
    used.addAll(seen.keySet());
    requireSize(result, condition.position());
    memory.put(condition, new Inlined(result, seen, level(seen.values(), condition.position())));
    return result;
  }

  /** The size of a tree that {@link #inline} returned. */
  public int size(SyntaxTree inlined) {
    return sizes.of(inlined);
  }

  private void requireSize(SyntaxTree tree, TextPosition position) throws MacroException {
    if (sizes.isTooLarge(sizes.remember(tree))) {
      throw new MacroException(limits.conditionTooLarge(), position);
    }
  }

  private int level(Collection<SyntaxTree> macros, TextPosition position) throws MacroException {
    int level = 0;
    for (SyntaxTree macro : macros) {
      level = Math.max(level, 1 + levels.getOrDefault(macro, 0));
    }
    requireDepth(level, position);
    return level;
  }

  private static void requireDepth(int level, TextPosition position) throws MacroException {
    if (level > DEEPEST) {
      throw new MacroException("macros use macros more than " + DEEPEST + " deep", position);
    }
  }

  private boolean stillHolds(Inlined inlined, Predicate<String> visible) {
    for (Map.Entry<String, SyntaxTree> use : inlined.used().entrySet()) {
      if (trees.get(use.getKey()) != use.getValue() || !visible.test(use.getKey())) {
        return false;
      }
    }
    return true;
  }

  private SyntaxTree replace(SyntaxTree expr, Predicate<String> visible, Map<String, SyntaxTree> seen) throws MacroException {
    return switch (expr) {
      case SyntaxTree.And and -> {
        List<SyntaxTree> children = replaceAll(and.children(), visible, seen);
        yield children == null ? and : new SyntaxTree.And(children, and.position());
      }
      case SyntaxTree.Or or -> {
        List<SyntaxTree> children = replaceAll(or.children(), visible, seen);
        yield children == null ? or : new SyntaxTree.Or(children, or.position());
      }
      case SyntaxTree.Not not -> {
        SyntaxTree child = replace(not.child(), visible, seen);
        yield child == not.child() ? not : new SyntaxTree.Not(child, not.position());
      }
      case SyntaxTree.MacroName name -> tree(name, visible, seen);
      case SyntaxTree.Exists exists -> exists;
      case SyntaxTree.Comparison comparison -> comparison;
    };
  }

  /** Null if no child changed. */
  private @Nullable List<SyntaxTree> replaceAll(List<SyntaxTree> children, Predicate<String> visible,
      Map<String, SyntaxTree> seen)
      throws MacroException {
    boolean changed = false;
    List<SyntaxTree> replaced = new ArrayList<>(children.size());
    for (SyntaxTree child : children) {
      SyntaxTree now = replace(child, visible, seen);
      changed |= now != child;
      replaced.add(now);
    }
    return changed ? replaced : null;
  }

  private SyntaxTree tree(SyntaxTree.MacroName macro, Predicate<String> visible, Map<String, SyntaxTree> seen)
      throws MacroException {
    String name = macro.name();
    SyntaxTree tree = trees.get(name);
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
    SyntaxTree before = replaced.get(name);
    if (before != null) {
      return before;
    }
    path.push(name);
    requireDepth(path.size(), macro.position());
    SyntaxTree result = replace(tree, visible, seen);
    path.pop();
    replaced.put(name, result);
    return result;
  }
}
