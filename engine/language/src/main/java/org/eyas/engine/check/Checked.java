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
 * @param eventCodes the codes of the events for which the condition can hold, as {@link EventCodes} finds them
 */
public record Checked(TypedExpr expr, List<Warning> warnings, Set<FieldUse> fields, BitSet eventCodes) {
  public Checked {
    warnings = List.copyOf(warnings);
    fields = Set.copyOf(fields);
  }

  /** The same condition, for an owner that reads these fields. */
  public Checked reading(Set<FieldUse> all) {
    return new Checked(expr, warnings, all, eventCodes);
  }

  /** The condition that holds if at least one of these conditions holds. */
  public static Checked anyOf(List<Checked> conditions) {
    BitSet codes = new BitSet();
    conditions.forEach(each -> codes.or(each.eventCodes()));
    TypedExpr any =
        conditions.size() == 1 ? conditions.getFirst().expr() : new TypedExpr.Or(conditions.stream().map(Checked::expr).toList());
    Set<FieldUse> fields = conditions.stream().flatMap(each -> each.fields().stream()).collect(Collectors.toSet());
    return new Checked(any, List.of(), fields, codes);
  }
}
