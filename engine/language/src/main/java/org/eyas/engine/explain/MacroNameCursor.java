package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.rules.LoadedDefinitions.MacroText;
import org.jspecify.annotations.Nullable;

/**
 * A cursor in the text of a condition, which moves from left to right in parallel with its tree.
 *
 * <p>Macros with equal conditions share one tree. To find out which of them a condition names, the cursor searches for
 * their names, starting after the previous name.
 */
final class MacroNameCursor {
  private final String text;
  private int reached;

  MacroNameCursor(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** The next macro that the text names, and the macros that it only renames. */
  List<MacroText> nextMacros(List<MacroText> candidates) {
    List<MacroText> named = new ArrayList<>();
    MacroText next = next(candidates);
    while (next != null) {
      named.add(next);
      List<MacroText> others = candidates.stream().filter(macro -> !named.contains(macro)).toList();
      next = new MacroNameCursor(next.condition()).next(others);
    }
    return named;
  }

  private @Nullable MacroText next(List<MacroText> candidates) {
    MacroText first = null;
    int least = text.length();
    for (MacroText macro : candidates) {
      int at = indexOf(macro.name());
      if (at >= 0 && at < least) {
        least = at;
        first = macro;
      }
    }
    if (first != null) {
      reached = least + first.name().length();
    }
    return first;
  }

  private int indexOf(String word) {
    int at = text.indexOf(word, reached);
    while (at >= 0 && !standsAlone(at, at + word.length())) {
      at = text.indexOf(word, at + 1);
    }
    return at;
  }

  private boolean standsAlone(int from, int to) {
    return (from == 0 || !isWord(text.charAt(from - 1))) && (to == text.length() || !isWord(text.charAt(to)));
  }

  private static boolean isWord(char c) {
    return c == '_' || c == '.' || c == '-' || Character.isLetterOrDigit(c);
  }
}
