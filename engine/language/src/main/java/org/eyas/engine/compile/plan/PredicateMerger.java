package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Merges similar tests: "starts with a, or starts with b" becomes "starts with any of a, b", and "not a, and not b"
 * becomes one negation. Then sorts the tests so that an early one decides the answer.
 */
public final class PredicateMerger {
  private static final Set<ComparisonOperator> MERGED =
      Set.of(ComparisonOperator.EQUAL, ComparisonOperator.IN, ComparisonOperator.STARTSWITH, ComparisonOperator.ENDSWITH,
          ComparisonOperator.CONTAINS);

  private record Alike(TypedValue left, ComparisonOperator operator) {}

  private PredicateMerger() {}

  /** The parts of a conjunction, in the order of the tests. */
  static List<TypedCondition> conjunction(List<TypedCondition> parts) {
    List<TypedCondition> positive = new ArrayList<>();
    List<TypedCondition> negated = new ArrayList<>();
    for (TypedCondition part : parts) {
      if (part instanceof TypedCondition.Not not) {
        negated.add(inside(not.child()));
      } else {
        positive.add(inside(part));
      }
    }
    merged(negated).forEach(part -> positive.add(new TypedCondition.Not(part)));
    return CostEstimate.likelyFalseFirst(positive);
  }

  private static List<TypedCondition> disjunction(List<TypedCondition> parts) {
    List<TypedCondition> flat = new ArrayList<>();
    for (TypedCondition part : parts) {
      TypedCondition inside = inside(part);
      if (inside instanceof TypedCondition.Or or) {
        flat.addAll(or.children());
      } else {
        flat.add(inside);
      }
    }
    return CostEstimate.likelyTrueFirst(merged(flat));
  }

  /** Merges the tests in all subtrees. */
  private static TypedCondition inside(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.And and -> and(conjunction(and.children()));
      case TypedCondition.Or or -> or(disjunction(or.children()));
      case TypedCondition.Not not -> new TypedCondition.Not(inside(not.child()));
      case TypedCondition.Always always -> always;
      case TypedCondition.Predicate predicate -> predicate;
    };
  }

  private static TypedCondition and(List<TypedCondition> parts) {
    return parts.size() == 1 ? parts.getFirst() : new TypedCondition.And(parts);
  }

  private static TypedCondition or(List<TypedCondition> parts) {
    return parts.size() == 1 ? parts.getFirst() : new TypedCondition.Or(parts);
  }

  private static List<TypedCondition> merged(List<TypedCondition> parts) {
    List<TypedCondition> result = new ArrayList<>();
    Map<Alike, TreeSet<Text>> alike = new LinkedHashMap<>();
    for (TypedCondition part : parts) {
      if (part instanceof TextCheck check && isMergeable(check)) {
        ComparisonOperator operator = check.operator() == ComparisonOperator.EQUAL ? ComparisonOperator.IN : check.operator();
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

  private static TypedCondition check(Alike alike, List<Text> constants) {
    boolean one = constants.size() == 1;
    boolean set = alike.operator() == ComparisonOperator.IN;
    ComparisonOperator operator = one && set ? ComparisonOperator.EQUAL : alike.operator();
    return new TextCheck(alike.left(), operator, one || set ? Modifier.NONE : Modifier.ANYOF, constants);
  }
}
