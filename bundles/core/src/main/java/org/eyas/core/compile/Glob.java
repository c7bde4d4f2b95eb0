package org.eyas.core.compile;

import org.eyas.api.data.Bytes;

/**
 * A shell pattern as fnmatch(3) without flags reads it, on bytes: {@code *} and {@code ?} match a slash too, {@code
 * [a-z]}, {@code [!a]}, {@code [[:alpha:]]}, a backslash quotes.
 */
final class Glob {
  private static final int NONE = -1;

  private final Bytes pattern;
  private final boolean foldCase;
  private final int plain;

  /** Whether a pattern that is known only now matches a text. */
  static boolean matches(Bytes pattern, Bytes text, boolean foldCase) {
    return new Glob(pattern, foldCase).matches(text);
  }

  Glob(Bytes pattern, boolean foldCase) {
    this.pattern = pattern;
    this.foldCase = foldCase;
    plain = plainLength(pattern);
  }

  /** How many bytes stand for themselves before the first that does not. */
  private static int plainLength(Bytes pattern) {
    int length = 0;
    while (length < pattern.length() && "*?[\\".indexOf(pattern.at(length)) < 0) {
      length++;
    }
    return length;
  }

  /** On a mismatch the last star takes one byte more; earlier stars need no second try. */
  boolean matches(Bytes text) {
    int p = 0;
    while (p < plain && p < text.length() && same(pattern.at(p), text.at(p))) {
      p++;
    }
    if (p < plain) {
      return false;
    }
    int t = p;
    int star = NONE;
    int retry = 0;
    while (t < text.length()) {
      int next = p < pattern.length() ? step(p, text.at(t)) : NONE;
      if (p < pattern.length() && pattern.at(p) == '*') {
        star = ++p;
        retry = t;
      } else if (next != NONE) {
        p = next;
        t++;
      } else if (star != NONE) {
        p = star;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.at(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on after one byte, or NONE where that byte does not match. */
  private int step(int p, int c) {
    int wanted = pattern.at(p);
    if (wanted == '?') {
      return p + 1;
    }
    if (wanted == '[') {
      int end = classEnd(p + 1);
      if (end != NONE) {
        return inClass(p + 1, end, c) ? end + 1 : NONE;
      }
    }
    if (wanted == '\\') {
      return p + 1 < pattern.length() && same(pattern.at(p + 1), c) ? p + 2 : NONE;
    }
    return same(wanted, c) ? p + 1 : NONE;
  }

  /** The index of the bracket that closes a class, or NONE where the opening one stands for itself. */
  private int classEnd(int from) {
    int at = isNegation(from) ? from + 1 : from;
    for (int i = at; i < pattern.length(); i++) {
      int c = pattern.at(i);
      if (c == ']' && i > at) {
        return i;
      }
      if (c == '\\') {
        i++;
      } else if (c == '[' && i + 1 < pattern.length() && pattern.at(i + 1) == ':') {
        int close = namedClassEnd(i + 2);
        i = close == NONE ? i : close + 1;
      }
    }
    return NONE;
  }

  private int namedClassEnd(int from) {
    for (int i = from; i + 1 < pattern.length(); i++) {
      if (pattern.at(i) == ':' && pattern.at(i + 1) == ']') {
        return i;
      }
    }
    return NONE;
  }

  private boolean isNegation(int at) {
    return at < pattern.length() && (pattern.at(at) == '!' || pattern.at(at) == '^');
  }

  private boolean inClass(int from, int end, int c) {
    boolean negated = isNegation(from);
    int at = negated ? from + 1 : from;
    boolean found = false;
    while (at < end) {
      if (pattern.at(at) == '[' && pattern.at(at + 1) == ':' && namedClassEnd(at + 2) != NONE) {
        int close = namedClassEnd(at + 2);
        found |= inNamedClass(at + 2, close, c);
        at = close + 2;
        continue;
      }
      at = pattern.at(at) == '\\' && at + 1 < end ? at + 1 : at;
      int low = pattern.at(at);
      int high = low;
      at++;
      if (at + 1 < end && pattern.at(at) == '-') {
        at += pattern.at(at + 1) == '\\' && at + 2 < end ? 2 : 1;
        high = pattern.at(at);
        at++;
      }
      found |= inRange(low, high, c);
    }
    return found != negated;
  }

  private boolean inRange(int low, int high, int c) {
    return low <= c && c <= high
        || foldCase && (low <= lower(c) && lower(c) <= high || low <= upper(c) && upper(c) <= high);
  }

  private boolean inNamedClass(int from, int end, int c) {
    boolean letter = lower(c) >= 'a' && lower(c) <= 'z';
    boolean digit = c >= '0' && c <= '9';
    boolean printing = c > ' ' && c < 127;
    return switch (new String(pattern.toArray(), from, end - from, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      case "alpha" -> letter;
      case "digit" -> digit;
      case "alnum" -> letter || digit;
      case "upper" -> letter && (foldCase || c <= 'Z');
      case "lower" -> letter && (foldCase || c >= 'a');
      case "space" -> c == ' ' || c >= '\t' && c <= '\r';
      case "blank" -> c == ' ' || c == '\t';
      case "punct" -> printing && !letter && !digit;
      case "graph" -> printing;
      case "print" -> printing || c == ' ';
      case "cntrl" -> c < ' ' || c == 127;
      case "xdigit" -> digit || lower(c) >= 'a' && lower(c) <= 'f';
      default -> false;
    };
  }

  private boolean same(int wanted, int c) {
    return wanted == c || foldCase && lower(wanted) == lower(c);
  }

  static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  static int upper(int c) {
    return c >= 'a' && c <= 'z' ? c - 32 : c;
  }
}
