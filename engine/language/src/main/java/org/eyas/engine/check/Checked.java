package org.eyas.engine.check;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.field.FieldUse;

/**
 * A condition that was checked against a catalog.
 *
 * @param fields every field that it reads
 * @param eventCodes the codes of the events for which it can hold, as {@link EventCodes} finds them
 */
public record Checked(TypedExpr expr, List<Warning> warnings, Set<FieldUse> fields, BitSet eventCodes) {
  public Checked {
    warnings = List.copyOf(warnings);
    fields = Set.copyOf(fields);
  }
}
