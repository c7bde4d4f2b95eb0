package org.eyas.rules.sigma.convert;

import java.util.List;
import java.util.Map;

/** Writes YAML on one line, in the form of JSON. */
final class YamlFlowText {
  private YamlFlowText() {}

  static void append(Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map -> map(map, out);
      case List<?> list -> list(list, out);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      default -> text(value.toString(), out);
    }
  }

  private static void map(Map<?, ?> map, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      append(entry.getKey(), out);
      out.append(": ");
      append(entry.getValue(), out);
      separator = ", ";
    }
    out.append('}');
  }

  private static void list(List<?> list, StringBuilder out) {
    String separator = "";
    out.append('[');
    for (Object element : list) {
      out.append(separator);
      append(element, out);
      separator = ", ";
    }
    out.append(']');
  }

  /** YAML does not allow control characters and a few others in a file, so their codes are written. */
  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c < 127) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    out.append('"');
  }
}
