package org.eyas.engine.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.memory.Measure;
import org.jspecify.annotations.Nullable;

/**
 * The stateful condition of a rule, as the rule file writes it: {@code threshold}, {@code first} or {@code sequence}.
 */
sealed interface WrittenMemory {
  /** The key of the rule's item. */
  String key();

  /** The condition that selects all events of the rule's source that the rule needs. */
  Written condition();

  /** The other sources of its events. */
  default Set<String> otherSources() {
    return Set.of();
  }

  /** The names of single events, as the output uses them before a field: {@code %NAME.proc.name}. */
  List<String> stepNames();

  /** {@code threshold}. */
  record OfThreshold(
      Written condition,
      Measure measure,
      @Nullable Written of,
      long atLeast,
      boolean tumbling,
      long withinNanos,
      List<Written> by)
      implements WrittenMemory {
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
  record OfFirst(Written condition, List<Written> values, List<Written> by, long learnNanos, int entries)
      implements WrittenMemory {
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
      Context place)
      implements WrittenMemory {
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
    public Written condition() {
      String any =
          all().filter(WrittenStep::isOfRule).map(step -> "(" + step.condition().text() + ")")
              .collect(Collectors.joining(" or "));
      return new Written(any, place);
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
  record WrittenStep(String name, String source, Written condition, List<Written> by) {
    public WrittenStep {
      by = List.copyOf(by);
    }

    /** Whether its events are of the source of the rule. */
    boolean isOfRule() {
      return source.isEmpty();
    }
  }
}
