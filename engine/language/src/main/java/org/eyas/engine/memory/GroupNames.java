package org.eyas.engine.memory;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the groups to which an event of one rule belongs, for engines that distribute groups over machines. Equal
 * values give equal keys on every machine. For one thread.
 */
public final class GroupNames {
  private final List<GroupReader> steps;
  private final GroupReader values;
  private final GroupName name = new GroupName();

  public GroupNames(RuleMemory memory) {
    steps = memory.steps().stream().map(step -> new GroupReader(step.by())).toList();
    values = new GroupReader(named(memory));
  }

  private static List<TypedValue> named(RuleMemory memory) {
    return switch (memory) {
      case FirstSeen first -> first.values();
      case Threshold threshold -> Stream.ofNullable(threshold.of()).toList();
      case Sequence sequence -> List.of();
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
