package org.eyas.control.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/** One row of an answer: names and values in their order. */
record Row(Map<String, @Nullable Object> values) {
  Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Row of(String name, @Nullable Object value) {
    return new Row(Map.of()).with(name, value);
  }

  Row with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Row(more);
  }

  /** The value as a cell of a table. */
  String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : VisibleText.line(String.valueOf(value));
  }
}
