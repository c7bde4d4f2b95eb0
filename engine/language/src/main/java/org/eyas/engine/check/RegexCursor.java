package org.eyas.engine.check;

/** A cursor in the text of a regular expression. Reads escapes as in the POSIX syntax of RE2. */
final class RegexCursor {
  private static final int END = -1;
  private static final int LARGEST = Character.MAX_CODE_POINT;

  private final String text;
  private int at;

  RegexCursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  int position() {
    return at;
  }

  /** The next character, or -1. */
  int peek() {
    return peek(0);
  }

  /** The character at this distance after the next one, or -1. */
  int peek(int further) {
    return at + further < text.length() ? text.charAt(at + further) : END;
  }

  void skip(int characters) {
    at += characters;
  }

  String whole() {
    return text;
  }

  String since(int start) {
    return text.substring(start, at);
  }

  int next() throws ValueException {
    int point = atEnd() ? END : text.codePointAt(at);
    if (point == END || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      throw fault("invalid UTF-8", "");
    }
    at += Character.charCount(point);
    return point;
  }

  /** Reads an escape, which starts with the next character, and returns the character that it means. */
  int escape() throws ValueException {
    int start = at++;
    if (atEnd()) {
      throw fault("trailing \\", "");
    }
    int c = next();
    int meaning =
        switch (c) {
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'a' -> 7;
          case 'f' -> '\f';
          case 'v' -> 11;
          case 'x' -> hexadecimal();
          case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
          default -> c < 128 && !Character.isLetterOrDigit(c) ? c : END;
        };
    if (meaning == END || meaning > LARGEST) {
      throw fault("invalid escape sequence", since(start));
    }
    return meaning;
  }

  /** A single digit other than zero would be a back reference, which is not supported. */
  private int octal(int first) {
    int code = first - '0';
    if (code > 0 && !isOctal(peek())) {
      return END;
    }
    for (int i = 0; i < 2 && isOctal(peek()); i++) {
      code = code * 8 + text.charAt(at++) - '0';
    }
    return code;
  }

  private int hexadecimal() throws ValueException {
    if (atEnd()) {
      return END;
    }
    int first = next();
    if (first == '{') {
      return braced();
    }
    if (atEnd()) {
      return END;
    }
    int high = digit(first);
    int low = digit(next());
    return high < 0 || low < 0 ? END : high * 16 + low;
  }

  private int braced() throws ValueException {
    int code = 0;
    int digits = 0;
    int c = next();
    for (; digit(c) >= 0; c = next()) {
      digits++;
      code = code * 16 + digit(c);
      if (code > LARGEST || atEnd()) {
        return END;
      }
    }
    return c == '}' && digits > 0 ? code : END;
  }

  private static int digit(int c) {
    return c < 128 ? Character.digit(c, 16) : END;
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }

  /** An error in the words of RE2: the kind of fault, and the faulty part of the pattern. */
  static ValueException fault(String what, String where) {
    return new ValueException("invalid regex pattern: " + what + (where.isEmpty() ? "" : ": " + where));
  }

  /** Appends a literal character. */
  static void literal(int point, StringBuilder out) {
    if (point < 128 && point > ' ' && !Character.isLetterOrDigit(point)) {
      out.append('\\');
    }
    out.appendCodePoint(point);
  }
}
