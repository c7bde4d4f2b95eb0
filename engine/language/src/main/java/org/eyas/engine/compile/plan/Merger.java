package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

/**
 * Merges similar tests: "starts with a, or starts with b" becomes "starts with any of a, b", and "not a, and not b"
 * becomes one negation. Then sorts the tests so that an early one decides the answer.
 */
public final class Merger {
  private static final Set<Operator> MERGED =
      Set.of(Operator.EQUAL, Operator.IN, Operator.STARTSWITH, Operator.ENDSWITH, Operator.CONTAINS);

  private record Alike(TypedValue left, Operator operator) {}

  private Merger() {}

  /** The parts of a conjunction, in the order of the tests. */
  static List<TypedExpr> conjunction(List<TypedExpr> parts) {
    List<TypedExpr> positive = new ArrayList<>();
    List<TypedExpr> negated = new ArrayList<>();
    for (TypedExpr part : parts) {
      if (part instanceof TypedExpr.Not not) {
        negated.add(inside(not.child()));
      } else {
        positive.add(inside(part));
      }
    }
    merged(negated).forEach(part -> positive.add(new TypedExpr.Not(part)));
    return Estimate.likelyFalseFirst(positive);
  }

  private static List<TypedExpr> disjunction(List<TypedExpr> parts) {
    List<TypedExpr> flat = new ArrayList<>();
    for (TypedExpr part : parts) {
      TypedExpr inside = inside(part);
      if (inside instanceof TypedExpr.Or or) {
        flat.addAll(or.children());
      } else {
        flat.add(inside);
      }
    }
    return Estimate.likelyTrueFirst(merged(flat));
  }

  /** Merges the tests in all subtrees. */
  private static TypedExpr inside(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.And and -> and(conjunction(and.children()));
      case TypedExpr.Or or -> or(disjunction(or.children()));
      case TypedExpr.Not not -> new TypedExpr.Not(inside(not.child()));
      case TypedExpr.Always always -> always;
      case TypedExpr.Predicate predicate -> predicate;
    };
  }

  private static TypedExpr and(List<TypedExpr> parts) {
    return parts.size() == 1 ? parts.getFirst() : new TypedExpr.And(parts);
  }

  private static TypedExpr or(List<TypedExpr> parts) {
    return parts.size() == 1 ? parts.getFirst() : new TypedExpr.Or(parts);
  }

  private static List<TypedExpr> merged(List<TypedExpr> parts) {
    List<TypedExpr> result = new ArrayList<>();
    Map<Alike, TreeSet<Text>> alike = new LinkedHashMap<>();
    for (TypedExpr part : parts) {
      if (part instanceof TextCheck check && isMergeable(check)) {
        Operator operator = check.operator() == Operator.EQUAL ? Operator.IN : check.operator();
        alike.computeIfAbsent(new Alike(check.left(), operator), key -> new TreeSet<>()).addAll(check.constants());
      } else {
        result.add(part);
      }
    }
    alike.forEach((key, constants) -> result.add(check(key, List.copyOf(constants))));
    return result;
  }

  /** Whether a check means that one of its constants matches a single value. */
  private static boolean isMergeable(TextCheck check) {
    boolean any = check.modifier() == Modifier.ANYOF || check.modifier() == Modifier.NONE;
    return check.left().shape() != Shape.LIST && any && MERGED.contains(check.operator());
  }

  private static TypedExpr check(Alike alike, List<Text> constants) {
    boolean one = constants.size() == 1;
    boolean set = alike.operator() == Operator.IN;
    Operator operator = one && set ? Operator.EQUAL : alike.operator();
    return new TextCheck(alike.left(), operator, one || set ? Modifier.NONE : Modifier.ANYOF, constants);
  }
}
