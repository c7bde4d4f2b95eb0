package org.eyas.enricher.container.field;

import org.eyas.api.data.Bytes;

/** Matches a text against a pattern of the shell, as fnmatch does without flags: a star and a question mark match a slash too. */
final class ShellPattern {
  private ShellPattern() {}

  static boolean matches(Bytes pattern, Bytes text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.at(p) == '*') {
        star = p++;
        resume = t;
        continue;
      }
      int next = p < pattern.length() ? one(pattern, p, text.at(t)) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.at(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  // Where the pattern continues after the element at p if that matches a byte; -1 if it does not.
  private static int one(Bytes pattern, int p, int wanted) {
    int c = pattern.at(p);
    if (c == '[') {
      int end = end(pattern, p);
      return end < 0 ? (wanted == '[' ? p + 1 : -1) : inSet(pattern, p + 1, end, wanted) ? end + 1 : -1;
    }
    if (c == '\\' && p + 1 < pattern.length()) {
      return pattern.at(p + 1) == wanted ? p + 2 : -1;
    }
    return c == '?' || c == wanted ? p + 1 : -1;
  }

  // A bracket directly after the opening one or its negation is an element of the set.
  private static int end(Bytes pattern, int open) {
    int from = open + 1;
    from += from < pattern.length() && isNegation(pattern.at(from)) ? 1 : 0;
    return pattern.indexOf(']', Math.min(from + 1, pattern.length()));
  }

  private static boolean inSet(Bytes pattern, int from, int end, int wanted) {
    boolean negated = isNegation(pattern.at(from));
    boolean found = false;
    for (int i = negated ? from + 1 : from; i < end; i++) {
      int low = pattern.at(i);
      boolean range = i + 2 < end && pattern.at(i + 1) == '-';
      int high = range ? pattern.at(i + 2) : low;
      found |= low <= wanted && wanted <= high;
      i += range ? 2 : 0;
    }
    return found != negated;
  }

  private static boolean isNegation(int c) {
    return c == '!' || c == '^';
  }
}
