package org.eyas.engine.field.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.eyas.api.data.ByteBuilder;

/** Prints times for alerts. Only alerts need them, so these methods may allocate. */
public final class TimeText {
  private static final long SECOND = 1_000_000_000L;

  private TimeText() {}

  /** {@code HH:MM:SS} in the zone of this process. */
  public static void appendClock(long nanos, ByteBuilder out) {
    appendClock(local(nanos), out);
  }

  /** {@code YYYY-MM-DD HH:MM:SS} in the zone of this process. */
  public static void appendDateAndClock(long nanos, ByteBuilder out) {
    ZonedDateTime time = local(nanos);
    appendDate(time, out);
    out.append(' ');
    appendClock(time, out);
  }

  /** {@code .nnnnnnnnn}. */
  public static void appendFraction(long nanos, ByteBuilder out) {
    out.append('.');
    NumberText.appendPadded(Long.remainderUnsigned(nanos, SECOND), 9, out);
  }

  /** {@code YYYY-MM-DDTHH:MM:SS.nnnnnnnnn+0000}. */
  public static void appendIso8601(long nanos, ByteBuilder out) {
    ZonedDateTime time = instant(nanos).atZone(ZoneOffset.UTC);
    appendDate(time, out);
    out.append('T');
    appendClock(time, out);
    appendFraction(nanos, out);
    out.append("+0000");
  }

  /** Seconds as C's %g prints them, followed by an s. */
  public static void appendSeconds(long nanos, ByteBuilder out) {
    BigDecimal exact = new BigDecimal(unsigned(nanos) / 1e9);
    BigDecimal value = exact.round(new MathContext(6, RoundingMode.HALF_EVEN));
    if (value.signum() == 0) {
      out.append("0s");
      return;
    }
    BigDecimal digits = value.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      out.append(digits.toPlainString());
    } else {
      out.append(digits.movePointLeft(exponent).stripTrailingZeros().toPlainString());
      out.append(exponent < 0 ? "e-" : "e+");
      NumberText.appendPadded(Math.abs(exponent), 2, out);
    }
    out.append('s');
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (double) (value >>> 1) * 2;
  }

  private static ZonedDateTime local(long nanos) {
    return instant(nanos).atZone(ZoneId.systemDefault());
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Long.divideUnsigned(nanos, SECOND), Long.remainderUnsigned(nanos, SECOND));
  }

  private static void appendDate(ZonedDateTime time, ByteBuilder out) {
    NumberText.appendPadded(time.getYear(), 4, out);
    out.append('-');
    NumberText.appendPadded(time.getMonthValue(), 2, out);
    out.append('-');
    NumberText.appendPadded(time.getDayOfMonth(), 2, out);
  }

  private static void appendClock(ZonedDateTime time, ByteBuilder out) {
    NumberText.appendPadded(time.getHour(), 2, out);
    out.append(':');
    NumberText.appendPadded(time.getMinute(), 2, out);
    out.append(':');
    NumberText.appendPadded(time.getSecond(), 2, out);
  }
}
