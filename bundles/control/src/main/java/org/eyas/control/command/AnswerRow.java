package org.eyas.control.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/** One row of an answer: names and values in their order. */
record AnswerRow(Map<String, @Nullable Object> values) {
  AnswerRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static AnswerRow of(String name, @Nullable Object value) {
    return new AnswerRow(Map.of()).with(name, value);
  }

  AnswerRow with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new AnswerRow(more);
  }

  /** The value as a cell of a table. */
  String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : VisibleText.line(String.valueOf(value));
  }
}
