package org.eyas.config.yaml;

import java.util.List;
import java.util.Map;

/**
 * Writes a value as JSON. Scalars of a configuration are texts and stay texts; values pass through Configuration Admin
 * in this form.
 */
public final class ConfigJson {
  private ConfigJson() {}

  public static String value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringBuilder out = new StringBuilder("{");
        map.forEach(
            (key, inner) -> out.append(out.length() > 1 ? "," : "").append(quoted(String.valueOf(key))).append(':')
                .append(value(inner)));
        yield out.append('}').toString();
      }
      case List<?> list -> "[" + String.join(",", list.stream().map(ConfigJson::value).toList()) + "]";
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case YamlNull none -> "null";
      default -> quoted(String.valueOf(value));
    };
  }

  /** Writes a value as JSON over several lines, indented by two blanks at each level. */
  public static String indented(Object value) {
    StringBuilder out = new StringBuilder();
    indented(value, "\n", out);
    return out.toString();
  }

  private static void indented(Object value, String line, StringBuilder out) {
    String deeper = line + "  ";
    String separator = "";
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator).append(deeper).append(quoted(String.valueOf(entry.getKey()))).append(": ");
          indented(entry.getValue(), deeper, out);
          separator = ",";
        }
        out.append(line).append('}');
      }
      case List<?> list when !list.isEmpty() -> {
        out.append('[');
        for (Object element : list) {
          out.append(separator).append(deeper);
          indented(element, deeper, out);
          separator = ",";
        }
        out.append(line).append(']');
      }
      default -> out.append(value(value));
    }
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
