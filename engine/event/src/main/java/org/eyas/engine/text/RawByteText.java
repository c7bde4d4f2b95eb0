package org.eyas.engine.text;

import java.nio.charset.StandardCharsets;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Converts between bytes and strings without loss. A byte that is not part of valid UTF-8 is the lone surrogate U+DC00 plus the byte,
 * as in {@code surrogateescape} of Python.
 *
 * <p>The constants in the tree of a condition are such strings, because a condition can contain any byte as {@code \xHH}. Equal bytes
 * have equal strings.
 */
public final class RawByteText {
  private static final char FIRST = '\udc80';
  private static final char LAST = '\udcff';
  private static final int OFFSET = 0xdc00;

  private RawByteText() {}

  /** The bytes of a string: a lone surrogate for a byte is this byte, everything else is UTF-8. */
  public static Text bytes(String string) {
    if (!hasRawBytes(string)) {
      return Text.of(string);
    }
    ByteBuilder out = new ByteBuilder(string.length() * 3);
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))) {
        out.append(string.substring(i, ++i + 1).getBytes(StandardCharsets.UTF_8));
      } else if (isRawByte(c)) {
        out.append(c - OFFSET);
      } else {
        out.append(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toText();
  }

  /** The string of bytes. */
  public static String string(Bytes bytes) {
    StringBuilder text = new StringBuilder(bytes.length());
    int at = 0;
    while (at < bytes.length()) {
      int length = Utf8Sequence.validate(bytes, at);
      if (length > 0) {
        text.appendCodePoint(Utf8Sequence.codePoint(bytes, at, length));
      } else {
        for (int i = at; i < at - length; i++) {
          text.append((char) (OFFSET + bytes.at(i)));
        }
      }
      at += Math.abs(length);
    }
    return text.toString();
  }

  /** The string as it is shown to people and written to files: U+FFFD stands for bytes that are not valid UTF-8. */
  public static String shown(String string) {
    return hasRawBytes(string) ? Utf8Sanitizer.text(bytes(string)) : string;
  }

  /** The string with bytes that are not valid UTF-8, and NULs, as the escapes of a condition: {@code \xff}. */
  public static String escaped(String string) {
    StringBuilder text = new StringBuilder(string.length());
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      boolean raw = isRawByte(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
      if (raw || c == 0) {
        text.append(String.format("\\x%02x", raw ? c - OFFSET : 0));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** The bytes as text, with those that are not valid UTF-8, and NULs, as the escapes of a condition. */
  public static String escaped(Bytes bytes) {
    return escaped(string(bytes));
  }

  /** Whether a string contains a byte that is not part of valid UTF-8. */
  public static boolean hasRawBytes(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (isRawByte(string.charAt(i)) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * A string of another origin without lone surrogates, which would be read as bytes: a question mark stands for each, as in Java's
   * encoding.
   */
  public static String withoutLoneSurrogates(String string) {
    StringBuilder clean = null;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c) && i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))) {
        i++;
        continue;
      }
      clean = clean == null ? new StringBuilder(string) : clean;
      clean.setCharAt(i, '?');
    }
    return clean == null ? string : clean.toString();
  }

  private static boolean isRawByte(char c) {
    return c >= FIRST && c <= LAST;
  }
}
