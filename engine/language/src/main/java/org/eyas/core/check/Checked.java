package org.eyas.core.check;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.eyas.core.field.FieldUse;

/**
 * A condition that holds against a catalog.
 *
 * @param fields every field it reads
 * @param eventCodes the codes of the events that can fulfil it, as {@link EventCodes} finds them
 */
public record Checked(TypedExpr expr, List<Warning> warnings, Set<FieldUse> fields, BitSet eventCodes) {
  public Checked {
    warnings = List.copyOf(warnings);
    fields = Set.copyOf(fields);
  }
}
