package org.eyas.engine.check;

import java.util.BitSet;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedExpr.And;
import org.eyas.engine.check.TypedExpr.Not;
import org.eyas.engine.check.TypedExpr.Or;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.Syscalls;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

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
public final class EventCodes {
  private static final int GENERIC_ENTER = 0;
  private static final int GENERIC_EXIT = 1;

  private EventCodes() {}

  public static BitSet of(TypedExpr expr) {
    return codes(expr, false);
  }

  /** Every code of the schema. */
  public static BitSet all() {
    BitSet all = new BitSet();
    all.set(0, EventSchema.current().size());
    return all;
  }

  private static BitSet codes(TypedExpr expr, boolean negated) {
    return switch (expr) {
      case And and -> negated ? union(and.children(), true) : intersection(and.children(), false);
      case Or or -> negated ? intersection(or.children(), true) : union(or.children(), false);
      case Not not -> codes(not.child(), !negated);
      case TypedExpr.Always always -> always.answer() != negated ? all() : new BitSet();
      case TextCheck check when isTyped(check) -> codes(check, negated);
      case TypedExpr.Exists exists when isEventType(exists.left()) -> negated ? new BitSet() : all();
      case TypedExpr.Predicate anyOther -> all();
    };
  }

  private static boolean isTyped(TextCheck check) {
    return isEventType(check.left())
        && check.modifier() == Modifier.NONE
        && (check.operator() == Operator.EQUAL
            || check.operator() == Operator.NOT_EQUAL
            || check.operator() == Operator.IN);
  }

  /** Whether a value is the name of the event's type. */
  public static boolean isEventType(TypedValue value) {
    return value instanceof TypedValue.Field field && (field.is("evt.type") || field.is("syscall.type"));
  }

  private static BitSet codes(TextCheck check, boolean negated) {
    BitSet codes = new BitSet();
    check.constants().forEach(name -> codes.or(named(name)));
    if (negated != (check.operator() == Operator.NOT_EQUAL)) {
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
    if (codes.isEmpty() && Syscalls.code(name.toString()) != null) {
      codes.set(GENERIC_ENTER, GENERIC_EXIT + 1);
    }
    return codes;
  }

  private static BitSet union(List<TypedExpr> children, boolean negated) {
    BitSet codes = new BitSet();
    children.forEach(child -> codes.or(codes(child, negated)));
    return codes;
  }

  private static BitSet intersection(List<TypedExpr> children, boolean negated) {
    BitSet codes = all();
    children.forEach(child -> codes.and(codes(child, negated)));
    return codes;
  }
}
