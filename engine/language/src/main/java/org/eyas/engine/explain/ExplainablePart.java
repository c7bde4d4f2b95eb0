package org.eyas.engine.explain;

import java.util.Comparator;
import java.util.List;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;

/** A part of a condition that can report its answer, and its distance from the other answer. For one thread. */
sealed interface ExplainablePart {
  ConditionExplanation explain(EvaluationFrame frame);

  /**
   * The least number of checks that would need another answer for this part to have the wanted answer; 0 if it already
   * has it.
   */
  int distance(EvaluationFrame frame, boolean wanted);

  /** Adds the checks that {@link #distance} counts. If there are several ways, adds the first of the shortest. */
  void missing(EvaluationFrame frame, boolean wanted, List<Missing> into);

  /**
   * A failed check.
   *
   * @param wanted the answer that it would need
   */
  record Missing(Check check, boolean wanted) {
    /** A number that is equal for the same check of the same rule. */
    int key() {
      return wanted ? check.number() : ~check.number();
    }
  }

  /** Holds if all parts hold, or if any of them holds. */
  record Group(boolean all, List<String> macros, List<ExplainablePart> parts) implements ExplainablePart {
    @Override
    public ConditionExplanation explain(EvaluationFrame frame) {
      List<ConditionExplanation> explained = parts.stream().map(part -> part.explain(frame)).toList();
      return all
          ? new ConditionExplanation.All(explained.stream().allMatch(ConditionExplanation::answer), macros, explained)
          : new ConditionExplanation.Any(explained.stream().anyMatch(ConditionExplanation::answer), macros, explained);
    }

    @Override
    public int distance(EvaluationFrame frame, boolean wanted) {
      int sum = 0;
      int least = Integer.MAX_VALUE;
      for (ExplainablePart part : parts) {
        int distance = part.distance(frame, wanted);
        sum += distance;
        least = Math.min(least, distance);
      }
      return all == wanted ? sum : least;
    }

    @Override
    public void missing(EvaluationFrame frame, boolean wanted, List<Missing> into) {
      if (all == wanted) {
        parts.forEach(part -> part.missing(frame, wanted, into));
        return;
      }
      parts.stream()
          .min(Comparator.comparingInt(part -> part.distance(frame, wanted)))
          .ifPresent(part -> part.missing(frame, wanted, into));
    }
  }

  record Negation(List<String> macros, ExplainablePart part) implements ExplainablePart {
    @Override
    public ConditionExplanation explain(EvaluationFrame frame) {
      ConditionExplanation explained = part.explain(frame);
      return new ConditionExplanation.Inverse(!explained.answer(), macros, explained);
    }

    @Override
    public int distance(EvaluationFrame frame, boolean wanted) {
      return part.distance(frame, !wanted);
    }

    @Override
    public void missing(EvaluationFrame frame, boolean wanted, List<Missing> into) {
      part.missing(frame, !wanted, into);
    }
  }

  /**
   * A test of a value.
   *
   * @param number identifies it among the checks of its rule
   */
  record Check(
      int number,
      List<String> macros,
      String text,
      Predicate predicate,
      CompiledCondition condition,
      List<ShownValueReader> values)
      implements ExplainablePart {
    @Override
    public ConditionExplanation.Check explain(EvaluationFrame frame) {
      boolean answer = false;
      String fault = "";
      try {
        answer = condition.test(frame);
      } catch (RuntimeException e) {
        // As in a run, a field that fails makes its test false. Here the failure is shown.
        fault = e.toString();
      }
      List<ConditionExplanation.Reading> readings = values.stream().map(value -> value.read(frame.event())).toList();
      return new ConditionExplanation.Check(answer, macros, text, predicate, readings, fault);
    }

    @Override
    public int distance(EvaluationFrame frame, boolean wanted) {
      try {
        return condition.test(frame) == wanted ? 0 : 1;
      } catch (RuntimeException e) {
        return wanted ? 1 : 0; // a field that fails makes its test false
      }
    }

    @Override
    public void missing(EvaluationFrame frame, boolean wanted, List<Missing> into) {
      if (distance(frame, wanted) > 0) {
        into.add(new Missing(this, wanted));
      }
    }
  }
}
