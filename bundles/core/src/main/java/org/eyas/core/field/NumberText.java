package org.eyas.core.field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;

/** Numbers as alerts print them: in the base of their format, with the width and sign of their type. */
final class NumberText {
  private NumberText() {}

  static void append(long value, ValueType type, Format format, StringBuilder out) {
    if (type == ValueType.BOOL) {
      out.append(value != 0);
      return;
    }
    switch (format) {
      case HEX -> out.append(Long.toHexString(value & mask(type)).toUpperCase(Locale.ROOT));
      case OCT -> out.append(Long.toOctalString(value & mask(type)));
      case PADDED_DEC -> appendPadded(value, 9, out);
      case DEC, ID, NA -> appendDecimal(value, type, out);
    }
  }

  /** A {@code Long}, a {@code BigInteger} above its range, a {@code Boolean}; a {@code String} for hex and octal. */
  static Object json(long value, ValueType type, Format format) {
    if (type == ValueType.BOOL) {
      return value != 0;
    }
    if (format == Format.HEX || format == Format.OCT) {
      StringBuilder out = new StringBuilder();
      append(value, type, format, out);
      return out.toString();
    }
    return value < 0 && type.form() == ValueType.Form.UNSIGNED ? new BigInteger(Long.toUnsignedString(value)) : (Object) value;
  }

  /** A floating-point number with one decimal, rounded as C does it: half to even, of the exact binary value. */
  static void appendDouble(double value, StringBuilder out) {
    if (Double.isFinite(value)) {
      out.append(new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString());
    } else {
      out.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }
  }

  static void appendPadded(long value, int digits, StringBuilder out) {
    String text = Long.toString(value);
    out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
  }

  private static void appendDecimal(long value, ValueType type, StringBuilder out) {
    if (value < 0 && type.form() == ValueType.Form.UNSIGNED) {
      out.append(Long.toUnsignedString(value));
    } else {
      out.append(value);
    }
  }

  private static long mask(ValueType type) {
    return type.size() == 0 || type.size() == 8 ? -1L : (1L << (8 * type.size())) - 1;
  }
}
