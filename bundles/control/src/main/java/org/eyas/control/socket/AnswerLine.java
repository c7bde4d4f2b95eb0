package org.eyas.control.socket;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lines of an answer. Each line is an object of JSON with one member: {@code out} is a line of text;
 * {@code row} is an object for clients that requested JSON; {@code page} is a text of several lines that replaces the
 * page before; {@code warning} is printed to standard error; {@code error} says why there is no answer; {@code ending}
 * is the process that ends after the answer, as its id and its start; {@code exit} ends the answer.
 */
public final class AnswerLine {
  private AnswerLine() {}

  public static String out(String line) {
    return member("out", line);
  }

  public static String row(Map<String, ?> row) {
    return member("row", row);
  }

  public static String page(String text) {
    return member("page", text);
  }

  public static String warning(String line) {
    return member("warning", line);
  }

  public static String error(String message) {
    return member("error", message);
  }

  public static String ending(String process) {
    return member("ending", process);
  }

  public static String exit(int code) {
    return member("exit", code);
  }

  private static String member(String name, Object value) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject().name(name);
      write(json, value);
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return out.toString();
  }

  private static void write(JsonWriter json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.nullValue();
      case Map<?, ?> map -> {
        json.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.name(String.valueOf(entry.getKey()));
          write(json, entry.getValue());
        }
        json.endObject();
      }
      case List<?> list -> {
        json.beginArray();
        for (Object element : list) {
          write(json, element);
        }
        json.endArray();
      }
      case Boolean flag -> json.value(flag);
      case Double number when number.isNaN() || number.isInfinite() -> json.nullValue();
      case Number number -> json.value(number);
      default -> json.value(String.valueOf(value));
    }
  }
}
