package org.eyas.engine.explain;

import java.util.List;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.jspecify.annotations.Nullable;

/** The answer of a part of a condition for one event, with the answers of its own parts. */
public sealed interface ConditionExplanation {
  boolean answer();

  /**
   * The macros with this part as their condition. A macro that only renames another one comes before it. Usually empty.
   */
  List<String> macros();

  /** Holds if all of its parts hold. */
  record All(boolean answer, List<String> macros, List<ConditionExplanation> parts) implements ConditionExplanation {
    public All {
      macros = List.copyOf(macros);
      parts = List.copyOf(parts);
    }
  }

  /** Holds if any of its parts holds. */
  record Any(boolean answer, List<String> macros, List<ConditionExplanation> parts) implements ConditionExplanation {
    public Any {
      macros = List.copyOf(macros);
      parts = List.copyOf(parts);
    }
  }

  /** Holds if its part does not hold. */
  record Inverse(boolean answer, List<String> macros, ConditionExplanation part) implements ConditionExplanation {
    public Inverse {
      macros = List.copyOf(macros);
    }
  }

  /**
   * A test of one value.
   *
   * @param text in the rule language, with the names of lists
   * @param readings the tested value, followed by the value with which it was compared, unless that is a constant
   * @param fault the exception of the test, whose answer is then false; otherwise empty
   */
  record Check(
      boolean answer, List<String> macros, String text, Predicate predicate, List<Reading> readings, String fault)
      implements ConditionExplanation {
    public Check {
      macros = List.copyOf(macros);
      readings = List.copyOf(readings);
    }
  }

  /**
   * A value of the event.
   *
   * @param field its name, or a transformer of fields
   * @param value as in alerts: String, Long, Boolean, List of these and so on; null for no value
   * @param pending whether an enricher had not delivered the value yet, which counts as absent
   */
  record Reading(String field, @Nullable Object value, boolean pending) {
    public boolean absent() {
      return value == null;
    }
  }

  /** The parts of this part. */
  default List<ConditionExplanation> children() {
    return switch (this) {
      case All all -> all.parts();
      case Any any -> any.parts();
      case Inverse inverse -> List.of(inverse.part());
      case Check check -> List.of();
    };
  }

  /** The parts that decided the answer: the false parts of a false conjunction, and so on. */
  default List<ConditionExplanation> deciding() {
    return switch (this) {
      case All all when !all.answer() -> all.parts().stream().filter(part -> !part.answer()).toList();
      case Any any when any.answer() -> any.parts().stream().filter(ConditionExplanation::answer).toList();
      case All all -> all.parts();
      case Any any -> any.parts();
      case Inverse inverse -> List.of(inverse.part());
      case Check check -> List.of();
    };
  }
}
