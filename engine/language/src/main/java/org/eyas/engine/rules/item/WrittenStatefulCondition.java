package org.eyas.engine.rules.item;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.stateful.condition.ThresholdMeasure;
import org.jspecify.annotations.Nullable;

/**
 * The stateful condition of a rule, as the rule file writes it: {@code threshold}, {@code first} or {@code sequence}.
 */
public sealed interface WrittenStatefulCondition {
  /** The key of the rule's item. */
  String key();

  /** The condition that selects all events of the rule's source that the rule needs. */
  WrittenText condition();

  /** The sources of its events other than the rule's own. */
  default Set<String> otherSources() {
    return Set.of();
  }

  /** The names of single events, as the output uses them before a field: {@code %NAME.proc.name}. */
  List<String> stepNames();

  /** {@code threshold}. */
  record OfThreshold(
      WrittenText condition,
      ThresholdMeasure measure,
      @Nullable WrittenText of,
      long atLeast,
      boolean tumbling,
      long withinNanos,
      List<WrittenText> by)
      implements WrittenStatefulCondition {
    public OfThreshold {
      by = List.copyOf(by);
    }

    @Override
    public String key() {
      return "threshold";
    }

    @Override
    public List<String> stepNames() {
      return List.of();
    }
  }

  /** {@code first}. */
  record OfFirst(WrittenText condition, List<WrittenText> values, List<WrittenText> by, long learnNanos, int entries)
      implements WrittenStatefulCondition {
    public OfFirst {
      values = List.copyOf(values);
      by = List.copyOf(by);
    }

    @Override
    public String key() {
      return "first";
    }

    @Override
    public List<String> stepNames() {
      return List.of();
    }
  }

  /** {@code sequence}. */
  record OfSequence(
      List<WrittenStep> steps,
      @Nullable WrittenStep until,
      boolean ordered,
      long withinNanos,
      @Nullable WrittenAbsence without,
      DocumentPlace place)
      implements WrittenStatefulCondition {
    public OfSequence {
      steps = List.copyOf(steps);
    }

    @Override
    public String key() {
      return "sequence";
    }

    private Stream<WrittenStep> all() {
      return Stream.of(steps.stream(), Stream.ofNullable(until), Stream.ofNullable(without).map(WrittenAbsence::step))
          .flatMap(each -> each);
    }

    @Override
    public WrittenText condition() {
      String any =
          all().filter(WrittenStep::isOfRule).map(step -> "(" + step.condition().text() + ")")
              .collect(Collectors.joining(" or "));
      return new WrittenText(any, place);
    }

    @Override
    public Set<String> otherSources() {
      return all().filter(step -> !step.isOfRule()).map(WrittenStep::source).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<String> stepNames() {
      return steps.stream().map(WrittenStep::name).toList();
    }
  }

  /** {@code without}: a step that must not happen for some time. */
  record WrittenAbsence(WrittenStep step, long nanos) {}

  /**
   * A step.
   *
   * @param source empty: that of the rule
   * @param by the fields that the steps have in common, then its own
   */
  record WrittenStep(String name, String source, WrittenText condition, List<WrittenText> by) {
    public WrittenStep {
      by = List.copyOf(by);
    }

    /** Whether its events are of the source of the rule. */
    public boolean isOfRule() {
      return source.isEmpty();
    }
  }
}
