package org.eyas.engine.stateful.event;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the groups to which an event of one rule belongs, for engines that distribute groups over machines. Equal
 * values give equal keys on every machine. For one thread.
 */
public final class EventGroupKeys {
  private final List<GroupKeyReader> steps;
  private final GroupKeyReader values;
  private final GroupKey name = new GroupKey();

  public EventGroupKeys(StatefulCondition memory) {
    steps = memory.steps().stream().map(step -> new GroupKeyReader(step.by())).toList();
    values = new GroupKeyReader(named(memory));
  }

  private static List<TypedValue> named(StatefulCondition memory) {
    return switch (memory) {
      case FirstSeenCondition first -> first.values();
      case ThresholdCondition threshold -> Stream.ofNullable(threshold.of()).toList();
      case SequenceCondition sequence -> List.of();
    };
  }

  /** The group key of an event that matches a step; null if one of the values is absent. */
  public byte @Nullable [] group(int step, Event event) {
    return steps.get(step).read(event, name) ? name.copy() : null;
  }

  /** The values that {@code first} compares, or that a threshold measures; null if one of them is absent. */
  public byte @Nullable [] values(Event event) {
    return values.read(event, name) ? name.copy() : null;
  }
}
