package org.eyas.console.page;

import java.util.Optional;
import org.eyas.api.rule.Diagnostic;

/**
 * The word at which the caret of a diagnostic's snippet points.
 *
 * @param number how many equal words are before it in the snippet
 */
record SnippetWord(String text, int number) {
  private static final String NOT_IN_WORDS = "(),=<>!\"'";

  /** The word at the caret; empty if the snippet has no caret, or no word before it. */
  static Optional<SnippetWord> of(String snippet) {
    String[] lines = snippet.split("\n", -1);
    int caret = lines.length < 2 ? -1 : lines[1].indexOf('^');
    if (caret < 0 || caret >= lines[0].length()) {
      return Optional.empty();
    }
    int end = caret;
    while (end > 0 && !isWord(lines[0], end)) {
      end--; // the caret is at a blank or a sign: the word before it is meant
    }
    int start = end;
    while (isWord(lines[0], end)) {
      end++;
    }
    while (isWord(lines[0], start - 1)) {
      start--;
    }
    return end == start ? Optional.empty() : Optional.of(word(lines[0], start, end));
  }

  private static SnippetWord word(String line, int start, int end) {
    String text = line.substring(start, end);
    int number = 0;
    for (int at = next(line, text, 0, start); at >= 0; at = next(line, text, at + 1, start)) {
      number++;
    }
    return new SnippetWord(text, number);
  }

  /** The place of this word in a value of a document; the begin of the value if the word is not in it. */
  TextPlace locate(String document, Diagnostic.Location value) {
    int start = Math.clamp(value.offset(), 0, document.length());
    int end = endOfValue(document, start);
    int found = next(document, text, start, end);
    for (int i = 0; i < number && found >= 0; i++) {
      int later = next(document, text, found + 1, end);
      if (later < 0) {
        break;
      }
      found = later;
    }
    return found < 0 ? new TextPlace(value.line() + 1, value.column() + 1, 0)
        : TextPlace.at(document, found, found + text.length());
  }

  // A value ends before the next line that is indented no deeper than its key.
  private static int endOfValue(String document, int start) {
    int indentation = indentation(document, document.lastIndexOf('\n', start - 1) + 1);
    int line = document.indexOf('\n', start) + 1;
    while (line > 0 && line < document.length()) {
      boolean blank = document.startsWith("\n", line);
      if (!blank && indentation(document, line) <= indentation) {
        return line;
      }
      line = document.indexOf('\n', line) + 1;
    }
    return document.length();
  }

  private static int indentation(String document, int line) {
    int at = line;
    while (at < document.length() && document.charAt(at) == ' ') {
      at++;
    }
    return at - line;
  }

  private static int next(String text, String word, int from, int limit) {
    for (int at = text.indexOf(word, from); at >= 0 && at < limit; at = text.indexOf(word, at + 1)) {
      if (!isWord(text, at - 1) && !isWord(text, at + word.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && !Character.isWhitespace(text.charAt(at)) && NOT_IN_WORDS.indexOf(text.charAt(at)) < 0;
  }
}
