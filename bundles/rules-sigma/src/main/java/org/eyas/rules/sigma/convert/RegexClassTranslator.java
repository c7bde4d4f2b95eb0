package org.eyas.rules.sigma.convert;

import org.eyas.rules.sigma.rule.SigmaException;

/** Translates a class of characters, such as {@code [\w.-]}, into one of egrep, which has no {@code \w} in it. */
final class RegexClassTranslator {
  private static final String UNKNOWN = "bBAzZGQEpPkKRXhHvVNcu";

  private final String pattern;
  private final boolean anyCase;
  private final StringBuilder out;

  RegexClassTranslator(String pattern, boolean anyCase, StringBuilder out) {
    this.pattern = pattern;
    this.anyCase = anyCase;
    this.out = out;
  }

  /** The members of the class for which a letter after a backslash stands; empty if it does not stand for a class. */
  static String members(char c) {
    return switch (c) {
      case 'd' -> "0-9";
      case 'w' -> "0-9A-Za-z_";
      case 's' -> " \\t\\n\\v\\f\\r";
      default -> "";
    };
  }

  /** The characters that are not in the class. */
  static String excluded(char c) {
    return c == 'D' || c == 'W' || c == 'S' ? members(Character.toLowerCase(c)) : "";
  }

  static char requireKnown(char c, boolean anyCase, String pattern) throws SigmaException {
    if (c == 0 || c >= '1' && c <= '9' || UNKNOWN.indexOf(c) >= 0) {
      throw new SigmaException("the regular expression has '\\" + (c == 0 ? "" : c) + "', which Eyas does not have: " + pattern);
    }
    if (c == 'x' && anyCase) {
      throw new SigmaException(
          "the regular expression has '\\x' and the modifier 'i'; Eyas cannot translate both together: " + pattern);
    }
    return c;
  }

  /**
   * Reads from the character after the opening bracket to the closing one.
   *
   * @return the position after it
   */
  int read(int from) throws SigmaException {
    int at = from;
    out.append('[');
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      at = pattern.startsWith("[:", at) ? named(at) : member(at);
    }
    if (at >= pattern.length()) {
      throw new SigmaException("the regular expression lacks a ']': " + pattern);
    }
    out.append(']');
    return at + 1;
  }

  private int named(int at) throws SigmaException {
    int end = pattern.indexOf(":]", at);
    if (end < 0) {
      throw new SigmaException("the regular expression lacks a ':]': " + pattern);
    }
    out.append(pattern, at, end + 2);
    return end + 2;
  }

  private int member(int at) throws SigmaException {
    if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
      char letter = pattern.charAt(at + 1);
      if (!excluded(letter).isEmpty()) {
        throw new SigmaException(
            "the regular expression has '\\" + letter + "' in brackets, which Eyas does not have: " + pattern);
      }
      if (!members(letter).isEmpty()) {
        out.append(members(letter));
        return at + 2;
      }
    }
    int end = one(at);
    boolean range = end + 1 < pattern.length() && pattern.charAt(end) == '-' && pattern.charAt(end + 1) != ']'
        && !(pattern.charAt(end + 1) == '\\' && end + 2 < pattern.length() && !members(pattern.charAt(end + 2)).isEmpty());
    int to = range ? one(end + 1) : end;
    append(pattern.substring(at, end), range ? pattern.substring(end + 1, to) : "");
    return to;
  }

  /** The position after one character, which may be escaped. */
  private int one(int at) throws SigmaException {
    if (pattern.charAt(at) != '\\') {
      return at + 1;
    }
    char c = requireKnown(at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0, anyCase, pattern);
    return Math.min(c == 'x' ? at + 4 : at + 2, pattern.length());
  }

  private void append(String low, String high) {
    write(low, high);
    if (anyCase && low.length() == 1 && high.length() <= 1) {
      char first = low.charAt(0);
      char last = high.isEmpty() ? first : high.charAt(0);
      writeOtherCase((char) Math.max(first, 'a'), (char) Math.min(last, 'z'));
      writeOtherCase((char) Math.max(first, 'A'), (char) Math.min(last, 'Z'));
    }
  }

  private void write(String low, String high) {
    out.append(low.equals("-") ? "\\-" : low);
    if (!high.isEmpty()) {
      out.append('-').append(high);
    }
  }

  /** Writes a range of letters in the other case; writes nothing if the first letter is after the last one. */
  private void writeOtherCase(char first, char last) {
    if (first <= last) {
      write(String.valueOf((char) (first ^ 32)), first == last ? "" : String.valueOf((char) (last ^ 32)));
    }
  }
}
