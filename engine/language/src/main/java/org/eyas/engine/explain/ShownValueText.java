package org.eyas.engine.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/** Prints values of an event for people: texts in quotes, lists in parentheses. */
public final class ShownValueText {
  private static final int LONGEST = 120;

  private ShownValueText() {}

  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "absent";
      case List<?> list -> list.stream().map(ShownValueText::of).collect(Collectors.joining(", ", "(", ")"));
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> quoted(value.toString());
    };
  }

  // The observed programs choose the names of processes and files, so they may contain anything.
  private static String quoted(String value) {
    String text = VisibleText.line(value);
    return text.length() <= LONGEST
        ? "\"" + text + "\""
        : "\"" + text.substring(0, LONGEST) + "\"... " + (text.length() - LONGEST) + " more";
  }
}
