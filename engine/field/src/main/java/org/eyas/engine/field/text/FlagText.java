package org.eyas.engine.field.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.engine.schema.FlagTable;

/** The names of the bits of a number, joined by {@code |}. */
public final class FlagText {
  private FlagText() {}

  /**
   * Appends the names of bits in the order of the table. After a name, its bits do not count any more: the parts of
   * O_RDWR are not printed after O_RDWR.
   */
  public static void appendBits(long value, FlagTable table, ByteBuilder out) {
    long rest = value;
    for (int i = 0; i < table.size(); i++) {
      long bits = table.value(i);
      if (matches(bits, value, rest)) {
        appendName(i, table, out);
        rest &= ~bits;
        if (bits == value) {
          return;
        }
      }
    }
  }

  /** As {@link #appendBits}, but a name for the whole value ends the search even if its bits already have names. */
  public static void appendMode(long value, FlagTable table, ByteBuilder out) {
    long rest = value;
    for (int i = 0; i < table.size(); i++) {
      long bits = table.value(i);
      if (bits == value) {
        appendName(i, table, out);
        return;
      }
      if (matches(bits, value, rest)) {
        appendName(i, table, out);
        rest &= ~bits;
      }
    }
  }

  /** Appends every name that has exactly this value; some values have two. */
  public static void appendEqual(long value, FlagTable table, ByteBuilder out) {
    for (int i = 0; i < table.size(); i++) {
      if (table.value(i) == value) {
        appendName(i, table, out);
      }
    }
  }

  private static boolean matches(long bits, long value, long rest) {
    return bits == 0 ? value == 0 : rest != 0 && (rest & bits) == bits;
  }

  private static void appendName(int index, FlagTable table, ByteBuilder out) {
    if (out.length() > 0) {
      out.append('|');
    }
    out.append(table.name(index));
  }
}
