package org.eyas.engine.field.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;

/** Prints numbers for alerts, in the base of their format, with the width and sign of their type. */
public final class NumberText {
  private NumberText() {}

  public static void append(long value, ValueType type, Format format, ByteBuilder out) {
    if (type == ValueType.BOOL) {
      out.append(value != 0 ? "true" : "false");
      return;
    }
    switch (format) {
      case HEX -> appendBase(value & mask(type), 4, 'A', out);
      case OCT -> appendBase(value & mask(type), 3, 'A', out);
      case PADDED_DEC -> appendPadded(value, 9, out);
      case DEC, ID, NA -> appendDecimal(value, type, out);
    }
  }

  /** A {@code Long}, or a {@code BigInteger} if it is too large; a {@code Boolean}; a {@code String} for hex and octal. */
  public static Object json(long value, ValueType type, Format format) {
    if (type == ValueType.BOOL) {
      return value != 0;
    }
    if (format == Format.HEX || format == Format.OCT) {
      ByteBuilder out = new ByteBuilder(24);
      append(value, type, format, out);
      return out.view().toString();
    }
    if (value < 0 && type.form() == ValueType.Form.UNSIGNED) {
      return new BigInteger(Long.toUnsignedString(value));
    }
    return value;
  }

  /** A floating-point number with one decimal, rounded as in C: half to even, from the exact binary value. */
  public static void appendDouble(double value, ByteBuilder out) {
    if (Double.isFinite(value)) {
      out.append(new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString());
    } else {
      out.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }
  }

  /** Appends decimal digits, with leading zeros up to {@code digits} digits. */
  public static void appendPadded(long value, int digits, ByteBuilder out) {
    long bound = 10;
    for (int i = 1; i < digits; i++, bound *= 10) {
      if (value < bound) {
        out.append('0');
      }
    }
    out.appendDecimal(value);
  }

  /** Lower-case hexadecimal digits of an unsigned number. */
  static void appendHex(long value, ByteBuilder out) {
    appendBase(value, 4, 'a', out);
  }

  private static void appendBase(long value, int bits, int ten, ByteBuilder out) {
    int shift = Math.max(0, (63 - Long.numberOfLeadingZeros(value)) / bits * bits);
    for (; shift >= 0; shift -= bits) {
      int digit = (int) (value >>> shift) & (1 << bits) - 1;
      out.append(digit < 10 ? '0' + digit : ten + digit - 10);
    }
  }

  private static void appendDecimal(long value, ValueType type, ByteBuilder out) {
    if (value < 0 && type.form() == ValueType.Form.UNSIGNED) {
      out.append(Long.toUnsignedString(value));
    } else {
      out.appendDecimal(value);
    }
  }

  private static long mask(ValueType type) {
    return type.size() == 0 || type.size() == 8 ? -1L : (1L << (8 * type.size())) - 1;
  }
}
