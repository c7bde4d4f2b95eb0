package org.eyas.config.yaml;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values as YAML on one line; {@link YamlReader} reads the same values back. */
public final class YamlLineWriter {
  /** A text that needs no quotes wherever a value may be. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_/.+@-]*( [A-Za-z0-9_/.+@-]+)*");

  private static final Pattern NULL = Pattern.compile("null|Null|NULL");

  private YamlLineWriter() {}

  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "~";
      case YamlNull _ -> "~";
      case Map<?, ?> map ->
        map.entrySet().stream()
            .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list -> list.stream().map(YamlLineWriter::of).collect(Collectors.joining(", ", "[", "]"));
      default -> scalar(String.valueOf(value));
    };
  }

  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !NULL.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isShown(c)) {
        out.append(c);
      } else {
        out.append("\\u%04x".formatted((int) c));
      }
    }
    return out.append('"').toString();
  }

  private static boolean isShown(char c) {
    return c >= ' ' && c < 0x7f || c >= 0xa0 && c < 0x2028 || c > 0x2029 && c < 0xfe00;
  }
}
