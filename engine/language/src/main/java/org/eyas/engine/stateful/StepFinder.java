package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of one source that match steps of one rule over several sources. The groups of the rule belong to another thread. For
 * the thread of one event loop.
 */
public final class StepFinder {
  private final StatefulRule rule;
  private final String id;
  private final int firstKey;
  private final int all;
  private final List<Integer> own = new ArrayList<>();
  private final StepReaders readers;
  private final GroupKey name = new GroupKey();

  StepFinder(StatefulRule rule, SequenceCondition sequence, String source, int firstKey) {
    this.rule = rule;
    this.firstKey = firstKey;
    id = rule.id();
    List<ConditionStep> steps = sequence.steps();
    all = steps.size();
    for (int step = 0; step < all; step++) {
      if (steps.get(step).source().equals(source)) {
        own.add(step);
      }
    }
    readers = new StepReaders(sequence);
  }

  public StatefulRule rule() {
    return rule;
  }

  /** The key of the first step in the index of rules. */
  public int firstKey() {
    return firstKey;
  }

  /** The steps of the source. */
  public List<ConditionStep> steps() {
    return own.stream().map(rule.condition().steps()::get).toList();
  }

  /**
   * The event with the data that the groups need; null if it lacks the values of all group keys, so that no group can
   * use it.
   *
   * @param matching a bit for each step of the source that the event matches, the lowest for the first
   */
  public @Nullable StepMatchEvent find(int matching, Event event) {
    byte @Nullable [] @Nullable [] groups = null;
    @Nullable FieldReader[] @Nullable [] kept = new FieldReader[0][];
    int steps = 0;
    for (int i = 0; i < own.size(); i++) {
      int step = own.get(i);
      if ((matching >> i & 1) != 0 && readers.read(step, event, name)) {
        if (groups == null) {
          groups = new byte[all][];
          kept = new FieldReader[all][];
        }
        steps |= 1 << step;
        groups[step] = name.copy();
        kept[step] = readers.readKept(step, event);
      }
    }
    return groups == null ? null : new StepMatchEvent(event, id, steps, groups, kept, readers.readLastKept(event));
  }
}
