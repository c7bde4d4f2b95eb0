package org.eyas.engine.syntax;

import java.util.List;
import java.util.function.UnaryOperator;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.RawByteText;

/**
 * Scans tokens from the beginning of a text, one by one as the parser requests them.
 *
 * <p>The language has no token classes: the context decides whether {@code a.b} is a field or a value. So each method
 * tries one kind of token and returns whether it found one.
 */
final class Scanner {
  private static final char END = '\0';

  /** The largest length of a value in characters. No parameter of an event is longer, so a longer constant equals none. */
  private static final int LONGEST_VALUE = 65_536;

  private static final int SHOWN_OF_A_VALUE = 60;

  private final String text;
  private final FalcoVersion version;
  private final UnaryOperator<String> known;
  private int at;
  private int line = 1;
  private int column = 1;
  private String token = "";

  /** A place to which the scanner can return. */
  record Mark(TextPosition position, String token) {}

  /** @param known maps a token to one shared object */
  Scanner(String text, FalcoVersion version, UnaryOperator<String> known) {
    this.text = RawByteText.withoutLoneSurrogates(text);
    this.version = version;
    this.known = known;
  }

  /** The last token; of a quoted token, the text without quotes and escapes. */
  String token() {
    return known.apply(token);
  }

  TextPosition position() {
    return new TextPosition(at, line, column);
  }

  Mark mark() {
    return new Mark(position(), token);
  }

  void reset(Mark mark) {
    at = mark.position().offset();
    line = mark.position().line();
    column = mark.position().column();
    token = mark.token();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** Skips spaces and returns whether there were any; the last token does not change. */
  boolean blanks() {
    int start = at;
    while (isBlank(peek(at))) {
      advance(at + 1);
    }
    return at > start;
  }

  /** Scans exactly these characters; any text may follow. */
  boolean literal(String wanted) {
    return text.startsWith(wanted, at) && acceptToken(at + wanted.length());
  }

  /** Scans the first of several texts that matches. */
  boolean oneOf(List<String> wanted) {
    for (String each : wanted) {
      if (literal(each)) {
        return true;
      }
    }
    return false;
  }

  /** Scans the first of several words that matches and is followed by a space, together with the spaces. */
  boolean wordOf(List<String> wanted) {
    for (String each : wanted) {
      if (text.startsWith(each, at) && isBlank(peek(at + each.length()))) {
        acceptToken(at + each.length());
        blanks();
        return true;
      }
    }
    return false;
  }

  /** Scans {@code not} with at least one space after it. */
  boolean notKeyword() {
    int end = at + 3;
    if (!text.startsWith("not", at) || !isSpace(peek(end))) {
      return false;
    }
    while (isSpace(peek(end))) {
      end++;
    }
    return acceptToken(end);
  }

  /** Whether {@code and}, {@code or} or {@code not} is the next word. */
  boolean keywordFollows() {
    for (String word : List.of("and", "or", "not")) {
      if (text.startsWith(word, at) && !isLetter(peek(at + word.length())) && !isDigit(peek(at + word.length()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a list in parentheses, or the name of a list, is next. */
  boolean listFollows() {
    return peek(at) == '(' || isLetter(peek(at));
  }

  boolean identifier() throws SyntaxException {
    int end = identifierEnd(at);
    return end > at && takeValue(end);
  }

  /** Scans at least two identifiers with dots between them. */
  boolean fieldName() throws SyntaxException {
    int end = identifierEnd(at);
    int parts = end > at ? 1 : 0;
    while (parts > 0 && peek(end) == '.' && isLetter(peek(end + 1))) {
      end = identifierEnd(end + 1);
      parts++;
    }
    return parts > 1 && takeValue(end);
  }

  boolean number() throws SyntaxException {
    return hexadecimal() || decimal();
  }

  /** Scans a value without quotes. */
  boolean bareText() throws SyntaxException {
    return bareText("()\"'=,");
  }

  /** Scans an argument in brackets without quotes. */
  boolean bareArgument() throws SyntaxException {
    return bareText("[]\"'");
  }

  /**
   * Scans a value in single or double quotes; the token is its text without quotes and escapes.
   *
   * @throws EscapeException for a wrong escape; the value is skipped
   */
  boolean quotedText() throws SyntaxException {
    char quote = peek(at);
    if (quote != '"' && quote != '\'') {
      return false;
    }
    // As in Falco, a quote after a backslash does not end the text, even if that backslash is itself escaped; a NUL ends everything.
    for (int end = at + 1; end < text.length() && text.charAt(end) != END; end++) {
      if (text.charAt(end) == quote && (text.charAt(end - 1) != '\\' || end == at + 1)) {
        requireLength(at + 1, end);
        String inside = text.substring(at + 1, end);
        advance(end + 1);
        token = inside.indexOf('\\') < 0 ? inside : new EscapeReader(inside, quote, version).text(position());
        return true;
      }
    }
    return false;
  }

  private boolean hexadecimal() throws SyntaxException {
    if (peek(at) != '0' || peek(at + 1) != 'x' && peek(at + 1) != 'X') {
      return false;
    }
    int end = at + 2;
    while (Character.digit(peek(end), 16) >= 0 && peek(end) < 128) {
      end++;
    }
    return end > at + 2 && takeValue(end);
  }

  private boolean decimal() throws SyntaxException {
    int start = peek(at) == '+' || peek(at) == '-' ? at + 1 : at;
    int end = digitsEnd(start);
    if (end == start) {
      return false;
    }
    end = peek(end) == '.' ? digitsEnd(end + 1) : end;
    if ((peek(end) == 'e' || peek(end) == 'E') && (peek(end + 1) == '+' || peek(end + 1) == '-')) {
      int exponent = digitsEnd(end + 2);
      end = exponent > end + 2 ? exponent : end;
    }
    return takeValue(end);
  }

  private boolean bareText(String excluded) throws SyntaxException {
    int end = at;
    while (end < text.length() && !isSpace(text.charAt(end)) && excluded.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end > at && takeValue(end);
  }

  private int identifierEnd(int from) {
    int end = from;
    if (isLetter(peek(end))) {
      do {
        end++;
      } while (isLetter(peek(end)) || isDigit(peek(end)) || peek(end) == '_');
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (isDigit(peek(end))) {
      end++;
    }
    return end;
  }

  private boolean takeValue(int end) throws SyntaxException {
    requireLength(at, end);
    return acceptToken(end);
  }

  private void requireLength(int from, int to) throws SyntaxException {
    if (to - from > LONGEST_VALUE) {
      String start = text.substring(from, from + SHOWN_OF_A_VALUE);
      throw new SyntaxException(
          "the value '" + start + "...' has more than " + LONGEST_VALUE + " characters; shorten it", position());
    }
  }

  private boolean acceptToken(int end) {
    token = text.substring(at, end);
    advance(end);
    return true;
  }

  private void advance(int end) {
    for (; at < end; at++) {
      boolean newLine = text.charAt(at) == '\n' || text.charAt(at) == '\r';
      column = newLine ? 1 : column + 1;
      line = newLine ? line + 1 : line;
    }
  }

  private char peek(int index) {
    return index < text.length() ? text.charAt(index) : END;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\b' || c == '\r' || c == '\n';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
