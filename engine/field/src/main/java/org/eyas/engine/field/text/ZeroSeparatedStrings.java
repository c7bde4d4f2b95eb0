package org.eyas.engine.field.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** Concatenated strings, each terminated by a zero byte: arguments, environment, cgroups. */
public final class ZeroSeparatedStrings {
  private ZeroSeparatedStrings() {}

  /** Appends all, joined by blanks. */
  public static void join(Bytes strings, ByteBuilder out) {
    int length = strings.length();
    if (length > 0 && strings.at(length - 1) == 0) {
      length--;
    }
    for (int from = 0; from < length;) {
      int end = Math.min(end(strings, from), length);
      out.append(strings, from, end);
      if (end < length) {
        out.append(' ');
      }
      from = end + 1;
    }
  }

  /** The string at an index; empty if there are fewer strings. */
  public static Bytes nth(Bytes strings, int index, ByteView into) {
    int from = 0;
    for (int i = 0; i < index && from < strings.length(); i++) {
      from = end(strings, from) + 1;
    }
    return from >= strings.length() ? Text.EMPTY : strings.slice(from, end(strings, from), into);
  }

  /** The text after {@code key=} in the first string that begins with it; {@link Text#ABSENT} if there is none. */
  public static Bytes value(Bytes strings, Bytes keyAndEquals, ByteView into) {
    for (int from = 0; from < strings.length(); from = end(strings, from) + 1) {
      int end = end(strings, from);
      if (end - from >= keyAndEquals.length() && strings.regionEquals(from, keyAndEquals)) {
        return strings.slice(from + keyAndEquals.length(), end, into);
      }
    }
    return Text.ABSENT;
  }

  /** The total length of all strings in bytes, without their zeros. */
  public static long contentLength(Bytes strings) {
    long length = 0;
    for (int from = 0; from < strings.length(); from = end(strings, from) + 1) {
      length += end(strings, from) - from;
    }
    return length;
  }

  private static int end(Bytes strings, int from) {
    int end = strings.indexOf(0, from);
    return end < 0 ? strings.length() : end;
  }
}
