package org.eyas.config.key;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a YAML scalar as Falco's YAML library does. A method returns null if the text has another type. */
public final class YamlScalar {
  private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");
  private static final Set<String> FALSE = Set.of("n", "no", "false", "off");

  private YamlScalar() {}

  /**
   * {@code true}, {@code Yes}, {@code OFF} and so on: all in lower case, all in upper case, or with a capital first letter.
   */
  public static @Nullable Boolean flag(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    boolean cased =
        text.equals(small)
            || text.equals(text.toUpperCase(Locale.ROOT))
            || text.equals(Character.toUpperCase(small.charAt(0)) + small.substring(1));
    if (!cased || !TRUE.contains(small) && !FALSE.contains(small)) {
      return null;
    }
    return TRUE.contains(small);
  }

  /** Decimal, {@code 0x} hexadecimal or {@code 0} octal. */
  public static @Nullable Long whole(String text) {
    try {
      return text.startsWith("#") ? null : Long.decode(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A number with or without a point and an exponent. */
  public static @Nullable Double decimal(String text) {
    try {
      double value = Double.parseDouble(text);
      boolean plain = text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
      return plain ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
