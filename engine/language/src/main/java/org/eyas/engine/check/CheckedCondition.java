package org.eyas.engine.check;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.engine.field.FieldUse;

/**
 * A condition that was checked against a catalog.
 *
 * @param fields every field that the condition reads
 * @param eventCodes the codes of the events for which the condition can hold, as {@link EventCodeFinder} finds them
 */
public record CheckedCondition(TypedCondition expr, List<ConditionWarning> warnings, Set<FieldUse> fields, BitSet eventCodes) {
  public CheckedCondition {
    warnings = List.copyOf(warnings);
    fields = Set.copyOf(fields);
  }

  /** The same condition, for an owner that reads these fields. */
  public CheckedCondition withFields(Set<FieldUse> all) {
    return new CheckedCondition(expr, warnings, all, eventCodes);
  }

  /** The condition that holds if at least one of these conditions holds. */
  public static CheckedCondition anyOf(List<CheckedCondition> conditions) {
    BitSet codes = new BitSet();
    conditions.forEach(each -> codes.or(each.eventCodes()));
    TypedCondition any =
        conditions.size() == 1 ? conditions.getFirst().expr()
            : new TypedCondition.Or(conditions.stream().map(CheckedCondition::expr).toList());
    Set<FieldUse> fields = conditions.stream().flatMap(each -> each.fields().stream()).collect(Collectors.toSet());
    return new CheckedCondition(any, List.of(), fields, codes);
  }
}
