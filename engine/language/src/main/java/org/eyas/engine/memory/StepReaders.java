package org.eyas.engine.memory;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the group keys and the kept fields of the steps of one sequence. An event that another thread found already
 * carries them. For one thread.
 */
final class StepReaders {
  private static final @Nullable FieldReader[] NONE = {};

  private final List<GroupReader> groups = new ArrayList<>();
  private final List<KeptFields> kept = new ArrayList<>();
  private final KeptFields last;
  private final @Nullable Text onlySource;

  StepReaders(Sequence sequence) {
    for (Step step : sequence.steps()) {
      groups.add(new GroupReader(step.by()));
      kept.add(new KeptFields(step.kept()));
    }
    last = new KeptFields(sequence.last());
    onlySource = sequence.isOfSeveralSources() ? Text.of(sequence.source()) : null;
  }

  /** Whether the event has all values of the key of its group. */
  boolean read(int step, Event event, GroupName into) {
    return event instanceof FoundEvent found ? found.readGroup(step, into) : groups.get(step).read(event, into);
  }

  @Nullable
  FieldReader[] keep(int step, Event event) {
    return event instanceof FoundEvent found ? found.kept(step) : kept.get(step).of(event);
  }

  /**
   * The kept fields of the event with which the rule fires; none for an event of another source than the source of the
   * rule.
   */
  @Nullable
  FieldReader[] keepLast(Event event) {
    if (event instanceof FoundEvent found) {
      return found.last();
    }
    return onlySource == null || onlySource.equals(event.source()) ? last.of(event) : NONE;
  }
}
