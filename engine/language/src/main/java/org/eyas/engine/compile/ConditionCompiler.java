package org.eyas.engine.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedExpr.AddressCheck;
import org.eyas.engine.check.TypedExpr.NetworkCheck;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.RegexCheck;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedExpr.ValueCheck;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.literal.LiteralPasses;
import org.eyas.engine.compile.node.Condition;
import org.eyas.engine.compile.node.Nodes;
import org.eyas.engine.compile.node.NumberTest;
import org.eyas.engine.compile.node.NumberTests;
import org.eyas.engine.compile.node.Sources;
import org.eyas.engine.compile.node.TextSource;
import org.eyas.engine.compile.node.ValueNodes;
import org.eyas.engine.compile.text.TextTest;
import org.eyas.engine.compile.text.TextTests;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

/**
 * Compiles a typed condition to a tree of small nodes.
 *
 * <p>One compiler serves all conditions of one event loop: equal trees become the same nodes, a value is read once per
 * event, and a shared tree is evaluated once per event.
 */
public final class ConditionCompiler {
  private final Sources sources = new Sources();
  private final LiteralPasses passes = new LiteralPasses(sources);
  private final Map<TypedExpr, Condition> compiled = new HashMap<>();
  private final Map<TypedExpr, Integer> slots = new HashMap<>();

  /** @param shared trees whose answers are kept for the rest of an event */
  public ConditionCompiler(Set<TypedExpr> shared) {
    shared.forEach(expr -> slots.put(expr, slots.size()));
  }

  /** The number of slots that a frame must have. */
  int slotCount() {
    return slots.size();
  }

  Sources sources() {
    return sources;
  }

  LiteralPasses passes() {
    return passes;
  }

  public Condition compile(TypedExpr expr) {
    Condition known = compiled.get(expr);
    if (known != null) {
      return known;
    }
    Integer slot = slots.get(expr);
    Condition fresh = slot == null ? node(expr) : new Nodes.Shared(slot, node(expr));
    compiled.put(expr, fresh);
    return fresh;
  }

  Condition[] compile(List<TypedExpr> exprs) {
    return exprs.stream().map(this::compile).toArray(Condition[]::new);
  }

  private Condition node(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Always always -> new Nodes.Always(always.answer());
      case TypedExpr.And and -> Nodes.and(compile(and.children()));
      case TypedExpr.Or or -> Nodes.or(compile(or.children()));
      case TypedExpr.Not not -> new Nodes.Not(compile(not.child()));
      case TypedExpr.Exists exists -> exists(exists.left());
      case TextCheck check -> text(check);
      case AddressCheck check -> bytes(check.left(), check.operator(), TextTests.of(check));
      case NetworkCheck check -> bytes(check.left(), check.operator(), TextTests.of(check));
      case RegexCheck check -> bytes(check.left(), Operator.REGEX, TextTests.of(check));
      case NumberCheck check -> number(check);
      case ValueCheck check -> ValueNodes.of(check, sources);
    };
  }

  private Condition exists(TypedValue left) {
    boolean one = left.shape() == Shape.ONE;
    if (ValueNodes.isNumber(left)) {
      return one ? new Nodes.NumberExists(sources.number(left)) : new Nodes.NumbersExist(sources.numbers(left));
    }
    return one ? new Nodes.TextExists(sources.text(left)) : new Nodes.TextsExist(sources.texts(left));
  }

  private Condition text(TextCheck check) {
    TextTest test = TextTests.of(check);
    if (check.left().shape() != Shape.ONE) {
      return bytes(check.left(), check.operator(), test);
    }
    TextSource source = sources.text(check.left());
    // The two most frequent forms, without an intermediate call.
    if (test instanceof TextTests.InSet in) {
      return new Nodes.TextIn(source, in.set());
    }
    return check.operator() == Operator.EQUAL && check.constants().size() == 1
        ? new Nodes.TextEquals(source, check.constants().getFirst())
        : new Nodes.OneText(source, test);
  }

  private Condition bytes(TypedValue left, Operator operator, TextTest test) {
    return left.shape() == Shape.ONE
        ? new Nodes.OneText(sources.text(left), test)
        : new Nodes.ManyTexts(sources.texts(left), test, needsAll(left.shape(), operator));
  }

  private Condition number(NumberCheck check) {
    TypedValue left = check.left();
    boolean one = left.shape() == Shape.ONE && check.modifier() == Modifier.NONE && check.constants().size() == 1;
    if (one && check.operator() == Operator.EQUAL && left.type().isNumber()) {
      return new Nodes.NumberEquals(sources.number(left), check.constants().getFirst());
    }
    NumberTest test = NumberTests.of(check);
    return left.shape() == Shape.ONE
        ? new Nodes.OneNumber(sources.number(left), test)
        : new Nodes.ManyNumbers(sources.numbers(left), test, needsAll(left.shape(), check.operator()));
  }

  /** For a list, "in" means that all elements are in the set; for "!=", both ends of a connection must differ. */
  private static boolean needsAll(Shape shape, Operator operator) {
    return shape == Shape.LIST && operator == Operator.IN || shape == Shape.ENDS && operator == Operator.NOT_EQUAL;
  }
}
