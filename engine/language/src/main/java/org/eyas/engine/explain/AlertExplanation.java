package org.eyas.engine.explain;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for which a rule fired, in a form that is kept with the alert. Both parts have a limit.
 *
 * @param text a line for each part of the condition
 * @param read the values of the fields that the condition tests, by their names
 */
public record AlertExplanation(String text, SortedMap<String, String> read) {
  /** The explanation of an alert that is not explained. */
  public static final AlertExplanation NOTHING = new AlertExplanation("", Collections.emptySortedMap());

  private static final int LONGEST_TEXT = 4_000;
  private static final int MOST_FIELDS = 64;
  private static final int LONGEST_VALUE = 200;

  public static AlertExplanation of(RuleExplanation explanation) {
    SortedMap<String, String> read = new TreeMap<>();
    collect(explanation.condition(), read);
    return new AlertExplanation(shortened(ExplanationText.of(explanation, TerminalColours.NONE)), read);
  }

  // A transformer such as tolower(proc.name) is not a field.
  private static void collect(ConditionExplanation part, SortedMap<String, String> read) {
    if (part instanceof ConditionExplanation.Check check) {
      for (ConditionExplanation.Reading reading : check.readings()) {
        String value = text(reading.value());
        boolean field = reading.field().indexOf('(') < 0;
        if (field && !value.isEmpty() && value.length() <= LONGEST_VALUE && read.size() < MOST_FIELDS) {
          read.put(reading.field(), value);
        }
      }
    }
    part.children().forEach(child -> collect(child, read));
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list -> list.stream().map(AlertExplanation::text).collect(Collectors.joining(" "));
      default -> value.toString();
    };
  }

  // Cuts after a whole line.
  private static String shortened(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end = text.lastIndexOf('\n', LONGEST_TEXT);
    return text.substring(0, end < 0 ? LONGEST_TEXT : end) + "\n... shortened; eyas explain prints all\n";
  }
}
