package org.eyas.engine.check;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eyas.api.event.ValueType;

/** Reads constants of numeric types as Falco does: decimal, with a sign, truncated to the width of the type. */
final class NumberParser {
  private static final Pattern DECIMAL = Pattern.compile("\\s*[+-]?[0-9]+");
  private static final Pattern LEADING = Pattern.compile("^0+(?=[0-9])");

  /**
   * The number of digits that are read: more than the largest number of 64 bits has. The time to read all digits would grow
   * with the square of their number.
   */
  private static final int ENOUGH_DIGITS = 20;

  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private NumberParser() {}

  /** The value, extended to a long as field readers return it; for DOUBLE its raw bits. */
  static long parse(String text, ValueType type) throws ValueException {
    return switch (type.form()) {
      case BOOL -> bool(text);
      case DOUBLE -> Double.doubleToRawLongBits((int) signed(text));
      case SIGNED -> narrowed(signed(text), type.size());
      default -> type == ValueType.PORT ? port(text) : unsigned(text, type.size());
    };
  }

  /** An unsigned number with this width in bytes. */
  static long unsigned(String text, int size) throws ValueException {
    BigInteger number = number(text);
    // As strtoul: a minus sign negates within the type; a number that is too large becomes the largest.
    long value = number.abs().compareTo(MAX_UNSIGNED) > 0 ? -1 : number.longValue();
    return size == 8 ? value : value & ((1L << size * 8) - 1);
  }

  private static long signed(String text) throws ValueException {
    BigInteger number = number(text);
    if (number.bitLength() < 64) {
      return number.longValue();
    }
    return number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static long narrowed(long value, int size) {
    int unused = 64 - size * 8;
    return value << unused >> unused;
  }

  private static BigInteger number(String text) throws ValueException {
    if (!DECIMAL.matcher(text).matches()) {
      throw new ValueException(text + " is not a valid number");
    }
    String written = text.strip();
    String digits = LEADING.matcher(written.replaceFirst("^[+-]", "")).replaceFirst("");
    BigInteger number = new BigInteger(digits.length() > ENOUGH_DIGITS ? "9".repeat(ENOUGH_DIGITS + 1) : digits);
    return written.startsWith("-") ? number.negate() : number;
  }

  private static long bool(String text) throws ValueException {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw new ValueException("filter error: unrecognized boolean value " + text);
    };
  }

  private static long port(String text) throws ValueException {
    if (text.isEmpty()) {
      return 0;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return unsigned(text, 2);
    }
    Integer port = Services.PORTS.get(text);
    if (port == null) {
      throw new ValueException("unrecognized protocol " + text);
    }
    return port;
  }

  /** The names of ports on this machine (services(5)); read when the first rule uses one. */
  private static final class Services {
    static final Map<String, Integer> PORTS = read(Path.of("/etc/services"));

    private static Map<String, Integer> read(Path file) {
      Map<String, Integer> ports = new HashMap<>();
      if (Files.isReadable(file)) {
        try {
          Files.readAllLines(file).forEach(line -> add(line.split("#", 2)[0].strip(), ports));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException("cannot read " + file, e);
        }
      }
      return ports;
    }

    private static void add(String line, Map<String, Integer> ports) {
      String[] words = line.split("\\s+");
      if (words.length < 2 || !words[1].matches("[0-9]{1,5}/.*")) {
        return;
      }
      int port = Integer.parseInt(words[1].substring(0, words[1].indexOf('/')));
      for (int i = 0; i < words.length; i++) {
        if (i != 1) {
          ports.putIfAbsent(words[i], port);
        }
      }
    }
  }
}
