package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.text.FalcoVersion;

/**
 * Finds the names of the events for which a condition can hold, for descriptions. Works like {@link EventCodeFinder}, but
 * with names: so it distinguishes system calls without an event of their own, and needs no catalog.
 */
public final class EventNameFinder {
  private static final String ASYNCHRONOUS = "asyncevent";
  private static final Set<String> NAMELESS = Set.of("NA", "syscall");
  private static final SortedSet<String> ALL = all();

  private final boolean decidesNumbers;

  private EventNameFinder(FalcoVersion version) {
    decidesNumbers = version.keepsBytes();
  }

  /** The names for a condition on system calls; always includes asynchronous events. */
  public static SortedSet<String> of(SyntaxTree condition, FalcoVersion version) {
    SortedSet<String> names = new EventNameFinder(version).names(condition, false);
    names.add(ASYNCHRONOUS);
    return names;
  }

  /** The names for a condition of another source. */
  public static SortedSet<String> ofOtherSource() {
    return new TreeSet<>(List.of(ASYNCHRONOUS, "pluginevent"));
  }

  /** All names that a condition may compare event types with. */
  public static SortedSet<String> known() {
    return new TreeSet<>(ALL);
  }

  private static SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(EventSchema.current().names());
    for (int code = 1; code < SyscallCodes.count(); code++) {
      all.add(nameOf(SyscallCodes.name(code).toString()));
    }
    all.removeAll(NAMELESS);
    all.remove("unknown");
    return all;
  }

  /**
   * The name of the event for a system call. The events of pread64, fcntl64, setuid32 and similar calls have names without
   * the number.
   */
  private static String nameOf(String syscall) {
    boolean wide = syscall.endsWith("64") || syscall.endsWith("32");
    String narrow = wide ? syscall.substring(0, syscall.length() - 2) : syscall;
    boolean own = !EventSchema.current().named(syscall).isEmpty();
    return own || EventSchema.current().named(narrow).isEmpty() ? syscall : narrow;
  }

  private SortedSet<String> names(SyntaxTree expr, boolean negated) {
    return switch (expr) {
      case SyntaxTree.And and -> negated ? union(and.children(), true) : intersection(and.children(), false);
      case SyntaxTree.Or or -> negated ? intersection(or.children(), true) : union(or.children(), false);
      case SyntaxTree.Not not -> names(not.child(), !negated);
      case SyntaxTree.Comparison comparison -> names(comparison, negated);
      case SyntaxTree.Exists exists -> isType(exists.left()) && negated ? new TreeSet<>() : new TreeSet<>(ALL);
      case SyntaxTree.MacroName macro -> new TreeSet<>(ALL);
    };
  }

  private SortedSet<String> names(SyntaxTree.Comparison check, boolean negated) {
    Boolean answer = decidesNumbers ? EventNumberAnswer.of(check).orElse(null) : null;
    if (answer != null) {
      return answer != negated ? new TreeSet<>(ALL) : new TreeSet<>();
    }
    ComparisonOperator operator = check.operator();
    boolean typed =
        operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL || operator == ComparisonOperator.IN;
    if (!typed || check.modifier() != SyntaxTree.Modifier.NONE || !isType(check.left())) {
      return new TreeSet<>(ALL);
    }
    SortedSet<String> named = new TreeSet<>();
    KrsiEventNames.replacedIn(written(check.right())).forEach(text -> named.add(nameOf(text)));
    named.retainAll(ALL);
    if (negated == (operator == ComparisonOperator.NOT_EQUAL)) {
      return named;
    }
    SortedSet<String> others = new TreeSet<>(ALL);
    others.removeAll(named);
    return others;
  }

  private static Collection<String> written(SyntaxTree.Right right) {
    return switch (right) {
      case SyntaxTree.Constant constant -> List.of(constant.text());
      case SyntaxTree.Constants constants -> constants.texts();
      case SyntaxTree.ListName list -> List.of();
      case SyntaxTree.Operand operand -> List.of();
    };
  }

  private static boolean isType(SyntaxTree.Operand operand) {
    return operand instanceof SyntaxTree.Field field
        && !field.hasArgument()
        && (field.text().equals("evt.type") || field.text().equals("syscall.type"));
  }

  private SortedSet<String> union(List<SyntaxTree> children, boolean negated) {
    SortedSet<String> names = new TreeSet<>();
    children.forEach(child -> names.addAll(names(child, negated)));
    return names;
  }

  private SortedSet<String> intersection(List<SyntaxTree> children, boolean negated) {
    List<SyntaxTree> rest = new ArrayList<>(children);
    SortedSet<String> names = names(rest.removeFirst(), negated);
    rest.forEach(child -> names.retainAll(names(child, negated)));
    return names;
  }
}
