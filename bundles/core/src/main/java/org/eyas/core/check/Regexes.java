package org.eyas.core.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles regular expressions as Falco's RE2 does with its POSIX options: the syntax of egrep, leftmost-longest, {@code
 * ^} and {@code $} at line ends too.
 *
 * <p>RE2/J has no such mode: it would take Perl's classes and groups, which are refused here.
 */
public final class Regexes {
  private static final String PERL_ESCAPES = "dDsSwWbBAzZCQEpP";

  private Regexes() {}

  /** A pattern to be matched against a whole text. */
  public static Pattern compile(String pattern) {
    refusePerl(pattern);
    return Pattern.compile(pattern, Pattern.LONGEST_MATCH | Pattern.MULTILINE);
  }

  private static void refusePerl(String pattern) {
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
      if (c == '\\') {
        if (PERL_ESCAPES.indexOf(next) >= 0) {
          throw new PatternSyntaxException("invalid escape sequence", "\\" + next);
        }
        i++;
      } else if (inClass) {
        i += c == '[' && next == ':' ? 1 : 0;
        inClass = c != ']';
      } else if (c == '(' && next == '?') {
        throw new PatternSyntaxException("no argument for repetition operator", "?");
      } else if (c == '[') {
        inClass = true;
        i += bracketsThatAreMembers(pattern, i + 1);
      }
    }
  }

  /** In {@code []a]} and {@code [^]a]} the first bracket is a member of the class. */
  private static int bracketsThatAreMembers(String pattern, int from) {
    int at = from < pattern.length() && pattern.charAt(from) == '^' ? from + 1 : from;
    return at < pattern.length() && pattern.charAt(at) == ']' ? at + 1 - from : at - from;
  }
}
