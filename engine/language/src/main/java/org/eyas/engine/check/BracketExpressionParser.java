package org.eyas.engine.check;

import java.util.Set;

/** Parses a bracket expression, {@code [a-z[:digit:]]}, and writes it in the syntax of RE2/J. */
final class BracketExpressionParser {
  private static final Set<String> NAMES =
      Set.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
          "word", "xdigit");

  private final RegexCursor text;
  private final StringBuilder out;
  private int items;

  BracketExpressionParser(RegexCursor text, StringBuilder out) {
    this.text = text;
    this.out = out;
  }

  /** Reads from the opening to the closing bracket; returns the number of members that were written. */
  int read() throws ValueException {
    int start = text.position();
    text.skip(1);
    out.append('[');
    if (text.peek() == '^') {
      text.skip(1);
      out.append('^');
    }
    // A bracket at the beginning is a member.
    for (boolean first = true; first || text.peek() != ']'; first = false) {
      if (text.atEnd()) {
        throw RegexCursor.fault("missing ]", text.whole().substring(start));
      }
      rejectHyphenInside(first);
      if (!name()) {
        range(start);
      }
      items++;
    }
    text.skip(1);
    out.append(']');
    return items;
  }

  /** A hyphen is literal only at the beginning or the end. */
  private void rejectHyphenInside(boolean first) throws ValueException {
    if (text.peek() == '-' && !first && text.peek(1) != ']') {
      int hyphen = text.position();
      text.skip(1);
      text.next();
      throw RegexCursor.fault("invalid character class range", text.since(hyphen));
    }
  }

  /** Reads {@code [:alpha:]}, or {@code [:^alpha:]} for all other characters. */
  private boolean name() throws ValueException {
    int start = text.position();
    int end = text.peek() == '[' && text.peek(1) == ':' ? text.whole().indexOf(":]", start + 2) : -1;
    if (end < 0) {
      return false;
    }
    text.skip(end + 2 - start);
    String name = text.since(start);
    if (!NAMES.contains(name.substring(name.charAt(2) == '^' ? 3 : 2, name.length() - 2))) {
      throw RegexCursor.fault("invalid character class range", name);
    }
    out.append(name);
    return true;
  }

  private void range(int classStart) throws ValueException {
    int start = text.position();
    int low = member(classStart);
    RegexCursor.literal(low, out);
    if (text.peek() == '-' && text.peek(1) != ']' && text.peek(1) >= 0) {
      text.skip(1);
      int high = member(classStart);
      if (high < low) {
        throw RegexCursor.fault("invalid character class range", text.since(start));
      }
      out.append('-');
      RegexCursor.literal(high, out);
    }
  }

  private int member(int classStart) throws ValueException {
    if (text.atEnd()) {
      throw RegexCursor.fault("missing ]", text.whole().substring(classStart));
    }
    return text.peek() == '\\' ? text.escape() : text.next();
  }
}
