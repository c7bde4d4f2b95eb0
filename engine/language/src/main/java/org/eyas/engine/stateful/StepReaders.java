package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.GroupKeyReader;
import org.eyas.engine.stateful.event.KeptFieldReader;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the group keys and the kept fields of the steps of one sequence. An event that another thread found already
 * carries them. For one thread.
 */
final class StepReaders {
  private static final @Nullable FieldReader[] NONE = {};

  private final List<GroupKeyReader> groups = new ArrayList<>();
  private final List<KeptFieldReader> kept = new ArrayList<>();
  private final KeptFieldReader last;
  private final @Nullable Text onlySource;

  StepReaders(SequenceCondition sequence) {
    for (ConditionStep step : sequence.steps()) {
      groups.add(new GroupKeyReader(step.by()));
      kept.add(new KeptFieldReader(step.kept()));
    }
    last = new KeptFieldReader(sequence.last());
    onlySource = sequence.isOfSeveralSources() ? Text.of(sequence.source()) : null;
  }

  /** Whether the event has all values of the key of its group. */
  boolean read(int step, Event event, GroupKey into) {
    return event instanceof StepMatchEvent found ? found.readGroup(step, into) : groups.get(step).read(event, into);
  }

  @Nullable
  FieldReader[] readKept(int step, Event event) {
    return event instanceof StepMatchEvent found ? found.kept(step) : kept.get(step).read(event);
  }

  /**
   * The kept fields of the event with which the rule fires; none for an event of another source than the source of the
   * rule.
   */
  @Nullable
  FieldReader[] readLastKept(Event event) {
    if (event instanceof StepMatchEvent found) {
      return found.last();
    }
    return onlySource == null || onlySource.equals(event.source()) ? last.read(event) : NONE;
  }
}
