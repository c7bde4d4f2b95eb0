package org.eyas.rules.sigma.convert;

import org.eyas.rules.sigma.rule.SigmaException;

/**
 * Translates a regular expression of Sigma into one of the rule language. Sigma searches its expression in a text and
 * writes it as for PCRE. The rule language matches the whole text and writes expressions as for egrep.
 */
final class RegexTranslator {
  private static final String ANYTHING = "(.|\\n)*";
  private static final String SPECIAL = "\\.^$|()[]{}*+?";

  private final String pattern;
  private final boolean dotMatchesAll;
  private final StringBuilder out = new StringBuilder();
  private final boolean anyCase;
  private final String beforeEnd;
  private int at;

  private RegexTranslator(String pattern, boolean anyCase, boolean dotMatchesAll, String beforeEnd) {
    this.pattern = pattern;
    this.anyCase = anyCase;
    this.dotMatchesAll = dotMatchesAll;
    this.beforeEnd = beforeEnd;
  }

  /** Whether an expression is a text without special characters. */
  static boolean isPlain(String pattern) {
    return pattern.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /**
   * @param mayEndWithBlank whether the text may have a blank at its end that it does not have in Sigma
   * @throws SigmaException if the expression has something that the language does not have
   */
  static String of(String written, CheckModifiers modifiers, boolean mayEndWithBlank) throws SigmaException {
    String pattern = written;
    boolean anyCase = modifiers.has("i");
    if (pattern.startsWith("(?i)")) {
      anyCase = true;
      pattern = pattern.substring(4);
    }
    boolean lines = modifiers.has("m");
    boolean alternatives = pattern.indexOf('|') >= 0;
    boolean begins = !lines && !alternatives && pattern.startsWith("^");
    boolean ends = !lines && !alternatives && pattern.endsWith("$") && !pattern.endsWith("\\$");
    String body = pattern.substring(begins ? 1 : 0, pattern.length() - (ends && pattern.length() > (begins ? 1 : 0) ? 1 : 0));
    String beforeEnd = mayEndWithBlank ? " ?" : "";
    String translated = new RegexTranslator(body, anyCase, modifiers.has("s"), beforeEnd).translated();
    return (begins ? "" : ANYTHING) + "(" + translated + ")" + (ends ? beforeEnd : ANYTHING);
  }

  private String translated() throws SigmaException {
    while (at < pattern.length()) {
      translateNext();
    }
    return out.toString();
  }

  private void translateNext() throws SigmaException {
    char c = pattern.charAt(at++);
    switch (c) {
      case '\\' -> escape();
      case '[' -> at = new RegexClassTranslator(pattern, anyCase, out).read(at);
      case '(' -> group();
      case '.' -> out.append(dotMatchesAll ? "(.|\\n)" : ".");
      case '$' -> out.append(beforeEnd).append(c);
      case '*', '+', '?', '}' -> repetition(c);
      default -> literal(c);
    }
  }

  private void literal(char c) {
    boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    if (anyCase && letter) {
      out.append('[').append(Character.toLowerCase(c)).append(Character.toUpperCase(c)).append(']');
    } else {
      out.append(c);
    }
  }

  private void escape() throws SigmaException {
    char c = at < pattern.length() ? pattern.charAt(at++) : 0;
    String members = RegexClassTranslator.members(c);
    if (!members.isEmpty()) {
      out.append('[').append(members).append(']');
    } else if (!RegexClassTranslator.excluded(c).isEmpty()) {
      out.append("[^").append(RegexClassTranslator.excluded(c)).append(']');
    } else {
      out.append('\\').append(RegexClassTranslator.requireKnown(c, anyCase, pattern));
    }
  }

  private void group() throws SigmaException {
    out.append('(');
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?", at)) {
      throw new SigmaException("the regular expression has '(?', which Eyas does not have: " + pattern);
    }
  }

  /** Lazy and greedy repetitions find the same texts, so a lazy one becomes a greedy one. */
  private void repetition(char c) throws SigmaException {
    out.append(c);
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    } else if (at < pattern.length() && pattern.charAt(at) == '+') {
      throw new SigmaException(
          "the regular expression has a possessive repetition such as 'a*+', which Eyas does not have: " + pattern);
    }
  }
}
