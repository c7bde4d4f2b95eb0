package org.eyas.console.page;

import java.util.List;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.RuleDocument;

/**
 * The place of a problem in the text that a user edits.
 *
 * @param line from 1; 0 if the problem concerns the whole text
 * @param column from 1
 * @param length in characters; 0 for the rest of the line
 */
public record TextPlace(int line, int column, int length) {
  public static final TextPlace WHOLE = new TextPlace(0, 0, 0);

  /**
   * The place of a diagnostic. A condition is checked after YAML has joined its lines and its lists are expanded, so its columns
   * are not those of the document: the word at the place is searched for in the lines of the condition.
   */
  public static TextPlace of(Diagnostic diagnostic, RuleDocument document) {
    List<Diagnostic.Location> own =
        diagnostic.locations().stream().filter(place -> place.document().equals(document.name())).toList();
    if (own.isEmpty()) {
      return WHOLE;
    }
    Diagnostic.Location value = own.getLast();
    TextPlace begin = new TextPlace(value.line() + 1, value.column() + 1, 0);
    boolean inCondition = diagnostic.locations().getLast() != value;
    return inCondition ? SnippetWord.of(diagnostic.snippet()).map(word -> word.locate(document.content(), value)).orElse(begin)
        : begin;
  }

  /** The place of a part of a text. */
  static TextPlace at(String text, int start, int end) {
    int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    return new TextPlace(line + 1, start - text.lastIndexOf('\n', start - 1), end - start);
  }
}
