package org.eyas.engine.memory;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/** Reads the groups and the kept fields of the steps of one rule. For the thread of one event loop. */
final class StepReaders {
  private final List<GroupReader> groups = new ArrayList<>();
  private final List<KeptFields> kept = new ArrayList<>();

  StepReaders(List<Step> steps) {
    for (Step step : steps) {
      groups.add(new GroupReader(step.by()));
      kept.add(new KeptFields(step.kept()));
    }
  }

  /** Whether the event has the values that name its group. */
  boolean read(int step, Event event, GroupName into) {
    return groups.get(step).read(event, into);
  }

  @Nullable
  FieldReader[] keep(int step, Event event) {
    return kept.get(step).of(event);
  }
}
