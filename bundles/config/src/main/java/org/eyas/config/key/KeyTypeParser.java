package org.eyas.config.key;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the types in {@code keys.tsv}: a kind, then in brackets the range or the choices, {@code ~} if the case does not matter,
 * and {@code !} if a wrong value is refused.
 */
final class KeyTypeParser {
  private static final Pattern WRITTEN = Pattern.compile("([a-z-]+)(?:\\(([^)]*)\\))?(~?)(!?)");

  private KeyTypeParser() {}

  static KeyType parse(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a type of a key: " + written);
    }
    KeyType.Kind kind = KeyType.Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
    String inside = matcher.group(2) == null ? "" : matcher.group(2);
    String[] range = inside.split("\\.\\.");
    boolean numbers = range.length == 2;
    return new KeyType(
        kind,
        kind == KeyType.Kind.ONE ? List.of(inside.split(",")) : List.of(),
        numbers ? Double.parseDouble(range[0]) : Double.NEGATIVE_INFINITY,
        numbers ? Double.parseDouble(range[1]) : Double.POSITIVE_INFINITY,
        !matcher.group(3).isEmpty(),
        !matcher.group(4).isEmpty());
  }
}
