package org.eyas.engine.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.pushdown.FieldUses;
import org.eyas.engine.rules.ContainerNames;
import org.eyas.engine.syntax.Operator;

/**
 * Finds exceptions that depend on the image, the name or the pod of a container. An ordinary user chooses these values
 * for containers of the user's own, and so can hide from the rule. An exception that also checks container.owner only
 * covers containers of root.
 */
final class TrustedNames {
  private TrustedNames() {}

  /** The first such field in a condition; empty if there is none. */
  static Optional<String> of(TypedExpr condition) {
    return find(condition, false, false);
  }

  // An exception is a part below an odd number of "not".
  private static Optional<String> find(TypedExpr expr, boolean isException, boolean isOfOwner) {
    return switch (expr) {
      case TypedExpr.Always always -> Optional.empty();
      case TypedExpr.Not(var child) -> find(child, !isException, isOfOwner);
      case TypedExpr.Or(var children) -> first(children, isException, isOfOwner);
      case TypedExpr.And(var children) ->
        first(children, isException, isOfOwner || children.stream().anyMatch(TrustedNames::isAboutOwner));
      case Predicate check when isOfOwner || isNegative(check) == isException -> Optional.empty();
      case Predicate check -> fields(check).filter(ContainerNames::areChosen).findFirst();
    };
  }

  private static Optional<String> first(List<TypedExpr> children, boolean isException, boolean isOfOwner) {
    return children.stream().flatMap(child -> find(child, isException, isOfOwner).stream()).findFirst();
  }

  private static boolean isNegative(Predicate check) {
    return check instanceof TextCheck text && text.operator() == Operator.NOT_EQUAL;
  }

  private static boolean isAboutOwner(TypedExpr expr) {
    return expr instanceof Predicate && fields(expr).anyMatch(ContainerNames.OWNER::equals)
        || expr instanceof TypedExpr.Not(var child) && isAboutOwner(child);
  }

  private static Stream<String> fields(TypedExpr check) {
    return FieldUses.of(check).map(use -> use.definition().name());
  }
}
