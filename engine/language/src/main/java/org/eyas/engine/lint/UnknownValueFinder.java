package org.eyas.engine.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Exists;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.pushdown.FieldUses;

/**
 * Finds negated checks of fields that learn their values from earlier events, such as {@code not fd.domain in (...)}. A field that has
 * learned nothing is absent, so the check holds there, too.
 */
final class UnknownValueFinder {
  private UnknownValueFinder() {}

  /** The first such field that the condition does not also require to exist; empty if there is none. */
  static Optional<String> of(TypedCondition condition) {
    return find(condition, false, Set.of());
  }

  private static Optional<String> find(TypedCondition expr, boolean isNegated, Set<String> required) {
    return switch (expr) {
      case TypedCondition.Always always -> Optional.empty();
      case TypedCondition.Not(var child) -> find(child, !isNegated, required);
      case TypedCondition.Or(var children) -> first(children, isNegated, required);
      case TypedCondition.And(var children) -> first(children, isNegated, isNegated ? required : with(required, children));
      case Exists exists -> Optional.empty();
      case Predicate check when !isNegated -> Optional.empty();
      case Predicate check -> learned(check).filter(field -> !required.contains(field)).findFirst();
    };
  }

  private static Optional<String> first(List<TypedCondition> children, boolean isNegated, Set<String> required) {
    return children.stream().flatMap(child -> find(child, isNegated, required).stream()).findFirst();
  }

  private static Set<String> with(Set<String> required, List<TypedCondition> children) {
    Set<String> all = new HashSet<>(required);
    children.stream().filter(Exists.class::isInstance).forEach(exists -> all.addAll(learned(exists).collect(Collectors.toSet())));
    return all;
  }

  private static Stream<String> learned(TypedCondition check) {
    return FieldUses.of(check).map(use -> use.definition()).filter(field -> field.is(Flag.OF_EARLIER_EVENTS))
        .map(FieldDefinition::name);
  }
}
