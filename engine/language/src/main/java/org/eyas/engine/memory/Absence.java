package org.eyas.engine.memory;

import java.util.List;
import org.eyas.engine.field.FieldUse;

/**
 * What must not happen after the last step of a sequence.
 *
 * @param step its events prevent the alert of their group
 * @param last the fields of the event of the last step that the output prints
 * @param nanos how long it must not happen
 */
public record Absence(Step step, List<FieldUse> last, long nanos) {
  public Absence {
    last = List.copyOf(last);
  }

  String identity() {
    return step.identity() + "\n" + nanos + "\n" + last.stream().map(FieldUse::text).toList();
  }
}
