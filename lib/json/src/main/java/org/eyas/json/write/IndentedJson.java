package org.eyas.json.write;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the same values as {@link CompactJson} for people: two spaces for each level, one value per line. */
public final class IndentedJson {
  private static final int STEP = 2;

  private IndentedJson() {}

  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value, 0);
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable Object value, int indent) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> object(out, map, indent + STEP);
      case Iterable<?> list when list.iterator().hasNext() -> array(out, list, indent + STEP);
      case null, default -> CompactJson.append(out, value);
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map, int indent) {
    char before = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      line(out.append(before), indent).append('"');
      JsonEscaping.NAMES.escape(out, String.valueOf(entry.getKey()));
      append(out.append("\": "), entry.getValue(), indent);
      before = ',';
    }
    line(out, indent - STEP).append('}');
  }

  private static void array(StringBuilder out, Iterable<?> list, int indent) {
    char before = '[';
    for (Iterator<?> elements = list.iterator(); elements.hasNext(); before = ',') {
      append(line(out.append(before), indent), elements.next(), indent);
    }
    line(out, indent - STEP).append(']');
  }

  private static StringBuilder line(StringBuilder out, int indent) {
    return out.append('\n').repeat(' ', indent);
  }
}
