package org.eyas.config;

import java.util.List;
import java.util.Map;

/** Writes a configuration value as JSON, in which it travels through Configuration Admin; scalars stay texts. */
final class JsonOf {
  private JsonOf() {}

  static String value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringBuilder out = new StringBuilder("{");
        map.forEach(
            (key, inner) ->
                out.append(out.length() > 1 ? "," : "").append(quoted(String.valueOf(key))).append(':').append(value(inner)));
        yield out.append('}').toString();
      }
      case List<?> list -> "[" + String.join(",", list.stream().map(JsonOf::value).toList()) + "]";
      default -> quoted(String.valueOf(value));
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
