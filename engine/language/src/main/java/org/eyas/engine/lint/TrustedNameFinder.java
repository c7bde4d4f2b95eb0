package org.eyas.engine.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.pushdown.FieldUses;
import org.eyas.engine.rules.OwnerChosenFields;
import org.eyas.engine.syntax.ComparisonOperator;

/**
 * Finds exceptions that depend on the image, the name or the pod of a container. An ordinary user chooses these values
 * for containers of the user's own, and so can hide from the rule. An exception that also checks container.owner only
 * covers containers of root.
 */
final class TrustedNameFinder {
  private TrustedNameFinder() {}

  /** The first such field in a condition; empty if there is none. */
  static Optional<String> of(TypedCondition condition) {
    return find(condition, false, false);
  }

  // An exception is a part below an odd number of "not".
  private static Optional<String> find(TypedCondition expr, boolean isException, boolean isOfOwner) {
    return switch (expr) {
      case TypedCondition.Always always -> Optional.empty();
      case TypedCondition.Not(var child) -> find(child, !isException, isOfOwner);
      case TypedCondition.Or(var children) -> first(children, isException, isOfOwner);
      case TypedCondition.And(var children) ->
        first(children, isException, isOfOwner || children.stream().anyMatch(TrustedNameFinder::isAboutOwner));
      case Predicate check when isOfOwner || isNegative(check) == isException -> Optional.empty();
      case Predicate check -> fields(check).filter(OwnerChosenFields::isOwnerChosen).findFirst();
    };
  }

  private static Optional<String> first(List<TypedCondition> children, boolean isException, boolean isOfOwner) {
    return children.stream().flatMap(child -> find(child, isException, isOfOwner).stream()).findFirst();
  }

  private static boolean isNegative(Predicate check) {
    return check instanceof TextCheck text && text.operator() == ComparisonOperator.NOT_EQUAL;
  }

  private static boolean isAboutOwner(TypedCondition expr) {
    return expr instanceof Predicate && fields(expr).anyMatch(OwnerChosenFields.OWNER::equals)
        || expr instanceof TypedCondition.Not(var child) && isAboutOwner(child);
  }

  private static Stream<String> fields(TypedCondition check) {
    return FieldUses.of(check).map(use -> use.definition().name());
  }
}
