package org.eyas.engine.stateful.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eyas.engine.field.FieldUse;
import org.jspecify.annotations.Nullable;

/**
 * Fires if every step matches an event of the same group within a time.
 *
 * @param source the event source of the rule; the event with which the rule fires has this source, or is not printed
 * @param parts the steps, in their order
 * @param until events of this step end the open sequence of their group; null for no such step
 * @param ordered whether the steps must follow one another
 * @param absence the step that must not happen after the last step; null if the rule fires with the last step
 * @param last the fields of the last event that the output prints, if the rule fires after that event is over
 */
public record SequenceCondition(String source, List<ConditionStep> parts, @Nullable ConditionStep until, boolean ordered,
    long withinNanos,
    @Nullable RequiredAbsence absence, List<FieldUse> last)
    implements StatefulCondition {
  /** The largest number of steps: they are bits of an int while an event is evaluated. */
  public static final int MOST_STEPS = 16;

  public SequenceCondition {
    parts = List.copyOf(parts);
    last = List.copyOf(last);
  }

  /** The steps, followed by {@code until} and {@code without}. */
  @Override
  public List<ConditionStep> steps() {
    List<ConditionStep> all = new ArrayList<>(parts);
    if (until != null) {
      all.add(until);
    }
    if (absence != null) {
      all.add(absence.step());
    }
    return all;
  }

  @Override
  public boolean isOfSeveralSources() {
    return steps().stream().anyMatch(step -> !step.source().equals(source));
  }

  @Override
  public List<FieldUse> keptFields() {
    List<FieldUse> kept = new ArrayList<>(StatefulCondition.super.keptFields());
    kept.addAll(last);
    return kept;
  }

  @Override
  public boolean outlivesRestart() {
    long minute = TimeUnit.MINUTES.toNanos(1);
    return withinNanos > minute || absence != null && absence.nanos() > minute;
  }

  @Override
  public String identity() {
    String all = steps().stream().map(ConditionStep::identity).collect(Collectors.joining("\n\n"));
    String printed = last.stream().map(FieldUse::text).toList().toString();
    String end = absence == null ? "" : "\n" + absence.step().identity() + "\n" + absence.nanos() + "\n" + printed;
    String several = isOfSeveralSources() ? "\n" + steps().stream().map(ConditionStep::source).toList() + printed : "";
    return String.join("\n", ordered ? "sequence" : "set", all, parts.size() + " " + withinNanos + end + several);
  }
}
