package org.eyas.enricher.container.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as a tree of maps, lists, texts, flags and whole numbers. */
final class LenientJsonTree {
  private LenientJsonTree() {}

  /** The value at which a reader is; null for null. Gson limits the depth. */
  static @Nullable Object read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> number(reader.nextString());
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      default -> reader.nextString();
    };
  }

  private static Object number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text; // a fraction: it is only shown, never used in a calculation
    }
  }

  private static Map<String, Object> object(JsonReader reader) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      Object member = read(reader);
      if (member != null) {
        members.put(name, member);
      }
    }
    reader.endObject();
    return members;
  }

  private static List<Object> array(JsonReader reader) throws IOException {
    List<Object> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      Object element = read(reader);
      elements.add(element == null ? "" : element);
    }
    reader.endArray();
    return elements;
  }

  static void write(@Nullable Object value, JsonWriter writer) throws IOException {
    switch (value) {
      case null -> writer.nullValue();
      case Map<?, ?> map -> {
        writer.beginObject();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          writer.name(String.valueOf(member.getKey()));
          write(member.getValue(), writer);
        }
        writer.endObject();
      }
      case List<?> list -> {
        writer.beginArray();
        for (Object element : list) {
          write(element, writer);
        }
        writer.endArray();
      }
      case Boolean flag -> writer.value(flag);
      case Long number -> writer.value(number);
      default -> writer.value(String.valueOf(value));
    }
  }
}
