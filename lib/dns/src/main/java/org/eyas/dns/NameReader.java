package org.eyas.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Names as messages encode them (RFC 1035, section 4.1.4): labels with their length, and pointers back to an earlier name.
 *
 * <pre>
 *   | 3 | w w w | 0xC0 0x10 |   the label "www", and then the name at offset 16 of the message
 * </pre>
 *
 * <p>A pointer leads to a place before the part of the name in which it is, so that no name leads back to itself.
 */
public final class NameReader {
  /** The result for a name that continues after the last byte. */
  public static final int CUT = -1;

  /** The result for bytes that cannot be a name. */
  public static final int DAMAGED = -2;

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 255;
  private static final int POINTER = 0xc0;

  private NameReader() {}

  /**
   * Returns the index after the name at an index; {@link #CUT} or {@link #DAMAGED} if there is no whole name.
   *
   * @param message the index at which the message begins
   * @param end the index after the last byte of the message that is available
   */
  public static int end(Bytes data, int message, int at, int end) {
    return walk(data, message, at, end, null);
  }

  /**
   * Appends the name at an index as text: in lower case, without a final dot; {@code .} for the root. A byte that is not printable
   * ASCII, and a dot or backslash in a label, becomes {@code \DDD}. Returns the same as {@link #end}; if that is negative, a part
   * of the name may have been appended.
   */
  public static int append(Bytes data, int message, int at, int end, ByteBuilder text) {
    int before = text.length();
    int after = walk(data, message, at, end, text);
    if (after >= 0 && text.length() == before) {
      text.append('.');
    }
    return after;
  }

  private static int walk(Bytes data, int message, int from, int end, @Nullable ByteBuilder text) {
    int at = from;
    int part = from; // where the labels began that are read now
    int after = -1;
    int octets = 1;
    while (at < end) {
      int length = data.at(at);
      if (length == 0) {
        return after < 0 ? at + 1 : after;
      }
      if (length >= POINTER) {
        if (at + 1 >= end) {
          return CUT;
        }
        after = after < 0 ? at + 2 : after;
        at = message + ((length & ~POINTER) << 8 | data.at(at + 1));
        if (at >= part || at < message + DnsMessage.HEADER) {
          return DAMAGED;
        }
        part = at;
        continue;
      }
      octets += length + 1;
      if (length > LONGEST_LABEL || octets > LONGEST_NAME) {
        return DAMAGED;
      }
      int next = at + 1 + length;
      if (next > end) {
        return CUT;
      }
      if (text != null) {
        appendLabel(data, at + 1, next, octets > length + 2, text);
      }
      at = next;
    }
    return CUT;
  }

  private static void appendLabel(Bytes data, int from, int to, boolean afterAnother, ByteBuilder text) {
    if (afterAnother) {
      text.append('.');
    }
    for (int i = from; i < to; i++) {
      if (data.at(i) == '.') {
        EscapedBytes.append('.', true, text);
      } else {
        EscapedBytes.appendLowerCase(data.at(i), text);
      }
    }
  }
}
