package org.eyas.output.grpc;

import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/** The value of an alert's field as clients receive it: texts unchanged, other values as JSON. */
final class GrpcFieldText {
  private GrpcFieldText() {}

  /** @param value a value of {@code Alert.fields}: a text, number, boolean, list of these, or null */
  static String of(@Nullable Object value) {
    return value instanceof String text ? text : json(value);
  }

  private static String json(@Nullable Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Iterable<?> list -> list(list);
      case null, default -> String.valueOf(value);
    };
  }

  private static String list(Iterable<?> list) {
    StringBuilder out = new StringBuilder("[");
    for (Object element : list) {
      out.append(out.length() == 1 ? "" : ",").append(json(element));
    }
    return out.append(']').toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      append(out, text, i);
    }
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(VisibleText.isHidden(text, at) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
  }
}
