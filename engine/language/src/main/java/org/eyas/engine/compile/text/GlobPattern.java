package org.eyas.engine.compile.text;

import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * A shell pattern as in fnmatch(3) without flags, for bytes: {@code *} and {@code ?} also match a slash, {@code [a-z]},
 * {@code [!a]} and {@code [[:alpha:]]} are classes, and a backslash quotes.
 */
public final class GlobPattern {
  private static final int NONE = -1;
  private static final Text[] NAMES =
      Stream.of(
          "alpha", "digit", "alnum", "upper", "lower", "space", "blank", "punct", "graph", "print", "cntrl", "xdigit")
          .map(Text::of)
          .toArray(Text[]::new);

  private final Bytes pattern;
  private final boolean foldCase;
  private final int plain;

  /** Whether a pattern that is only known at run time matches a text. */
  public static boolean matches(Bytes pattern, Bytes text, boolean foldCase) {
    return new GlobPattern(pattern, foldCase).matches(text);
  }

  GlobPattern(Bytes pattern, boolean foldCase) {
    this.pattern = pattern;
    this.foldCase = foldCase;
    plain = plainLength(pattern);
  }

  /** The number of literal bytes at the beginning. */
  private static int plainLength(Bytes pattern) {
    int length = 0;
    while (length < pattern.length() && "*?[\\".indexOf(pattern.at(length)) < 0) {
      length++;
    }
    return length;
  }

  /** Matches the rest of a text. On a mismatch, the last star takes one more byte; earlier stars need no second try. */
  public boolean matches(Bytes text) {
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

  /** The position in the pattern after one byte, or NONE if the byte does not match. */
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

  /** The index of the bracket that closes a class, or NONE if the opening bracket is literal. */
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
    int i = from;
    while (i < pattern.length() && pattern.at(i) >= 'a' && pattern.at(i) < 'z') {
      i++;
    }
    return i + 1 < pattern.length() && pattern.at(i) == ':' && pattern.at(i + 1) == ']' ? i : NONE;
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
    return foldCase ? lower(low) <= lower(c) && lower(c) <= lower(high) : low <= c && c <= high;
  }

  /** Whether a byte is in a named class. Even if case is ignored, the class of the byte itself decides, as in glibc. */
  private boolean inNamedClass(int from, int end, int c) {
    boolean letter = lower(c) >= 'a' && lower(c) <= 'z';
    boolean digit = c >= '0' && c <= '9';
    boolean printing = c > ' ' && c < 127;
    return switch (name(from, end)) {
      case 0 -> letter;
      case 1 -> digit;
      case 2 -> letter || digit;
      case 3 -> letter && c <= 'Z';
      case 4 -> letter && c >= 'a';
      case 5 -> c == ' ' || c >= '\t' && c <= '\r';
      case 6 -> c == ' ' || c == '\t';
      case 7 -> printing && !letter && !digit;
      case 8 -> printing;
      case 9 -> printing || c == ' ';
      case 10 -> c < ' ' || c == 127;
      case 11 -> digit || lower(c) >= 'a' && lower(c) <= 'f';
      default -> false;
    };
  }

  /** The index of a class name, or -1. */
  private int name(int from, int end) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].length() == end - from && pattern.regionEquals(from, NAMES[i])) {
        return i;
      }
    }
    return NONE;
  }

  private boolean same(int wanted, int c) {
    return wanted == c || foldCase && lower(wanted) == lower(c);
  }

  public static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  static int upper(int c) {
    return c >= 'a' && c <= 'z' ? c - 32 : c;
  }
}
