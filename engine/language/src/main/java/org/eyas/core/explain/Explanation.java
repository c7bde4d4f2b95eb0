package org.eyas.core.explain;

import java.util.List;
import org.eyas.core.check.TypedExpr.Predicate;
import org.jspecify.annotations.Nullable;

/** What a part of a condition answered for one event, with what its own parts answered. */
public sealed interface Explanation {
  boolean answer();

  /** The macros whose condition this part is, one that but renames the next in front of it; mostly none. */
  List<String> macros();

  /** Holds if all of its parts do. */
  record All(boolean answer, List<String> macros, List<Explanation> parts) implements Explanation {
    public All {
      macros = List.copyOf(macros);
      parts = List.copyOf(parts);
    }
  }

  /** Holds if any of its parts does. */
  record Any(boolean answer, List<String> macros, List<Explanation> parts) implements Explanation {
    public Any {
      macros = List.copyOf(macros);
      parts = List.copyOf(parts);
    }
  }

  /** Holds if its part does not. */
  record Inverse(boolean answer, List<String> macros, Explanation part) implements Explanation {
    public Inverse {
      macros = List.copyOf(macros);
    }
  }

  /**
   * A test of one value.
   *
   * @param text in the language of rules, with lists by their names
   * @param readings the value that was tested, and behind it the one it was compared with where that is no constant
   * @param fault what the test threw, in which case its answer counts as false; else empty
   */
  record Check(
      boolean answer, List<String> macros, String text, Predicate predicate, List<Reading> readings, String fault)
      implements Explanation {
    public Check {
      macros = List.copyOf(macros);
      readings = List.copyOf(readings);
    }
  }

  /**
   * A value of the event.
   *
   * @param field its name, or a transformer over fields
   * @param value as alerts carry it: String, Long, Boolean, List of these and so on; null where there is none
   */
  record Reading(String field, @Nullable Object value) {
    public boolean absent() {
      return value == null;
    }
  }

  /** The parts this one is made of. */
  default List<Explanation> children() {
    return switch (this) {
      case All all -> all.parts();
      case Any any -> any.parts();
      case Inverse inverse -> List.of(inverse.part());
      case Check check -> List.of();
    };
  }

  /** The parts without which the answer would or could be another: false ones of a false conjunction, and so on. */
  default List<Explanation> deciding() {
    return switch (this) {
      case All all when !all.answer() -> all.parts().stream().filter(part -> !part.answer()).toList();
      case Any any when any.answer() -> any.parts().stream().filter(Explanation::answer).toList();
      case All all -> all.parts();
      case Any any -> any.parts();
      case Inverse inverse -> List.of(inverse.part());
      case Check check -> List.of();
    };
  }
}
