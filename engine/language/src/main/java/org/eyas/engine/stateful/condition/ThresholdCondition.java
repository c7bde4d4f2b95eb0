package org.eyas.engine.stateful.condition;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.engine.check.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Fires if the events of a group reach a number within a time. After that, the group is silent for the same time, so
 * that a rule raises one alert per group and window.
 *
 * @param of the value that is summed, or whose different values are counted; null for {@link ThresholdMeasure#COUNT}
 * @param atLeast the number that must be reached
 * @param tumbling whether a window begins with its first event; otherwise a sliding window ends with each event
 */
public record ThresholdCondition(
    ConditionStep step, ThresholdMeasure measure, @Nullable TypedValue of, long atLeast, boolean tumbling, long withinNanos)
    implements StatefulCondition {
  @Override
  public List<ConditionStep> steps() {
    return List.of(step);
  }

  @Override
  public boolean outlivesRestart() {
    return withinNanos > TimeUnit.MINUTES.toNanos(1);
  }

  @Override
  public String identity() {
    String value = of == null ? "" : of.text();
    return String.join("\n", "threshold", step.identity(), measure + " " + value, atLeast + " " + tumbling + " " + withinNanos);
  }
}
