package org.eyas.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes trees of maps and lists with jackson-core, and finds values in them. */
final class JacksonTree {
  private JacksonTree() {}

  /** The value at a JSON pointer; null if there is none. */
  static @Nullable Object at(Object root, String path) {
    Object value = root;
    for (String name : path.substring(1).split("/")) {
      value = value instanceof Map<?, ?> map ? map.get(name.replace("~1", "/")) : null;
    }
    return value;
  }

  /** The value at which a parser is. */
  static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        return map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        return list;
      }
      default -> {
        return parser.getText();
      }
    }
  }
}
