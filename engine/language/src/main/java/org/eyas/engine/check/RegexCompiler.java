package org.eyas.engine.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles regular expressions as Falco's RE2 does with its POSIX options: the syntax of egrep, leftmost-longest, and
 * {@code ^} and {@code $} also match at line ends.
 */
public final class RegexCompiler {
  private RegexCompiler() {}

  /** A pattern that matches whole texts; the checker has already validated it. */
  public static Pattern compile(String pattern) {
    try {
      return translated(pattern);
    } catch (ValueException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Throws if a text is not a valid pattern. */
  static void require(String pattern) throws ValueException {
    try {
      translated(pattern);
    } catch (PatternSyntaxException e) {
      throw RegexCursor.fault(e.getDescription(), pattern);
    }
  }

  private static Pattern translated(String pattern) throws ValueException {
    return Pattern.compile(PosixRegexTranslator.toPerl(pattern), Pattern.LONGEST_MATCH | Pattern.MULTILINE);
  }
}
