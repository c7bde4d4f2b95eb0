package org.eyas.engine.syntax;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.RawByteText;
import org.eyas.engine.text.Utf8Sanitizer;

/** Reads the content of a quoted text byte by byte, as Falco does, and resolves its escapes (libs: filter/escaping.cpp). */
final class EscapeReader {
  private static final int HEXADECIMAL = 16;

  private final Text inside;
  private final char quote;
  private final boolean readsBytes;
  private final ByteBuilder meaning = new ByteBuilder();
  private int at;

  /** @param inside the text between the quotes */
  EscapeReader(String inside, char quote, FalcoVersion version) {
    this.inside = Text.of(inside);
    this.quote = quote;
    readsBytes = version.keepsBytes();
  }

  /**
   * The text without escapes.
   *
   * @param end the position for errors: that after the closing quote
   */
  String text(TextPosition end) throws EscapeException {
    while (at < inside.length()) {
      int c = inside.at(at++);
      meaning.append(c == '\\' && at < inside.length() ? escaped(inside.at(at++), end) : c);
    }
    return RawByteText.string(meaning.view());
  }

  private int escaped(int c, TextPosition end) throws EscapeException {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '/' -> '/';
      // Old rules escape a space; Falco replaces both characters by a backslash.
      case '\\', ' ' -> '\\';
      case '"', '\'' -> quoteEscaped(c, end);
      case 'x' -> readsBytes ? hexadecimal(end) : unsupported(c, end);
      default -> unsupported(c, end);
    };
  }

  private int quoteEscaped(int c, TextPosition end) throws EscapeException {
    if (c != quote) {
      throw new EscapeException("invalid \\" + (char) c + " escape in " + quote + "-quoted string", end);
    }
    return c;
  }

  private int hexadecimal(TextPosition end) throws EscapeException {
    if (at + 2 > inside.length()) {
      throw new EscapeException("truncated hex char escape sequence", end);
    }
    int high = digit(inside.at(at));
    int low = digit(inside.at(at + 1));
    if (high < 0 || low < 0) {
      throw new EscapeException("invalid hex char escape sequence: " + shown(at, at + 2), end);
    }
    at += 2;
    return high * HEXADECIMAL + low;
  }

  private static int digit(int c) {
    return c < 0x80 ? Character.digit(c, HEXADECIMAL) : -1;
  }

  private int unsupported(int c, TextPosition end) throws EscapeException {
    // Falco shows one byte even of a longer character.
    String shown = c < 0x80 ? String.valueOf((char) c) : shown(at - 1, at);
    throw new EscapeException("unsupported string escape sequence: \\" + shown, end);
  }

  private String shown(int from, int to) {
    return Utf8Sanitizer.text(new ByteBuilder().append(inside, from, to).view());
  }
}
