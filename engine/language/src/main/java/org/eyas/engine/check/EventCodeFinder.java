package org.eyas.engine.check;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedCondition.And;
import org.eyas.engine.check.TypedCondition.Not;
import org.eyas.engine.check.TypedCondition.Or;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Finds the codes of the events for which a condition can hold, from its checks of {@code evt.type} and {@code
 * syscall.type}.
 *
 * <p>Any other check does not restrict the codes: the check can hold for every code, and so can its negation. Therefore
 * this class moves negation down to the checks (De Morgan) and never complements the codes of a whole subtree.
 *
 * <p>As in Falco (libsinsp: filter/ppm_codes.cpp), "not sethostname" excludes the generic event, and with it every
 * other system call without an event of its own.
 */
public final class EventCodeFinder {
  private static final int GENERIC_ENTER = 0;
  private static final int GENERIC_EXIT = 1;

  private final Map<TypedCondition, Boolean> decided;

  private EventCodeFinder(Map<TypedCondition, Boolean> decided) {
    this.decided = decided;
  }

  /** @param decided the answers of the checks within the condition that have the same answer for every event */
  static BitSet of(TypedCondition expr, Map<TypedCondition, Boolean> decided) {
    return new EventCodeFinder(decided).codes(expr, false);
  }

  /** Every code of the schema. */
  public static BitSet all() {
    BitSet all = new BitSet();
    all.set(0, EventSchema.current().size());
    return all;
  }

  private BitSet codes(TypedCondition expr, boolean negated) {
    Boolean answer = decided.get(expr);
    if (answer != null) {
      return answer != negated ? all() : new BitSet();
    }
    return switch (expr) {
      case And and -> negated ? union(and.children(), true) : intersection(and.children(), false);
      case Or or -> negated ? intersection(or.children(), true) : union(or.children(), false);
      case Not not -> codes(not.child(), !negated);
      case TypedCondition.Always always -> always.answer() != negated ? all() : new BitSet();
      case TextCheck check when isTyped(check) -> codes(check, negated);
      case TypedCondition.Exists exists when isEventType(exists.left()) -> negated ? new BitSet() : all();
      case TypedCondition.Predicate anyOther -> all();
    };
  }

  private static boolean isTyped(TextCheck check) {
    return isEventType(check.left())
        && check.modifier() == Modifier.NONE
        && (check.operator() == ComparisonOperator.EQUAL
            || check.operator() == ComparisonOperator.NOT_EQUAL
            || check.operator() == ComparisonOperator.IN);
  }

  /** Whether a value is the name of the event's type. */
  public static boolean isEventType(TypedValue value) {
    return value instanceof TypedValue.Field field && (field.hasName("evt.type") || field.hasName("syscall.type"));
  }

  private static BitSet codes(TextCheck check, boolean negated) {
    BitSet codes = new BitSet();
    check.constants().forEach(name -> codes.or(named(name)));
    if (negated != (check.operator() == ComparisonOperator.NOT_EQUAL)) {
      codes.flip(0, EventSchema.current().size());
    }
    return codes;
  }

  /** The codes of a name; the generic code for a system call without an event of its own. */
  private static BitSet named(Text name) {
    BitSet codes = new BitSet();
    EventSchema.current().named(name.toString()).stream()
        .mapToInt(type -> type.code())
        .filter(code -> code > GENERIC_EXIT)
        .forEach(codes::set);
    if (codes.isEmpty() && SyscallCodes.code(name.toString()) != null) {
      codes.set(GENERIC_ENTER, GENERIC_EXIT + 1);
    }
    return codes;
  }

  private BitSet union(List<TypedCondition> children, boolean negated) {
    BitSet codes = new BitSet();
    children.forEach(child -> codes.or(codes(child, negated)));
    return codes;
  }

  private BitSet intersection(List<TypedCondition> children, boolean negated) {
    BitSet codes = all();
    children.forEach(child -> codes.and(codes(child, negated)));
    return codes;
  }
}
