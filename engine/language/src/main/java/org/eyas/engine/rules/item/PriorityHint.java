package org.eyas.engine.rules.item;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eyas.api.alert.Priority;
import org.eyas.engine.rules.document.NameSuggestion;

/** Suggests a valid priority for a wrong one, such as {@code WARNING} for {@code WARN}; or lists all priorities. */
final class PriorityHint {
  private static final int SHORTEST_BEGINNING = 3;

  private PriorityHint() {}

  static String of(String wrong) {
    String upper = wrong.strip().toUpperCase(Locale.ROOT);
    List<String> names = Arrays.stream(Priority.values()).map(Priority::name).toList();
    List<String> begun =
        upper.length() < SHORTEST_BEGINNING ? List.of() : names.stream().filter(name -> name.startsWith(upper)).toList();
    String meant = begun.isEmpty() ? NameSuggestion.of(upper, names) : "did you mean '" + begun.getFirst() + "'?";
    return meant.isEmpty() ? "priorities are " + String.join(", ", names) : meant;
  }
}
