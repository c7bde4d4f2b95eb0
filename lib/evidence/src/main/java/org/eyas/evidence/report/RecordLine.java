package org.eyas.evidence.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eyas.evidence.chain.RecordLineReader;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonLimits;
import org.eyas.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * A line of the evidence journal or the audit log.
 *
 * @param members texts, numbers as texts, flags, and maps and lists of these
 */
record RecordLine(Instant time, Map<String, Object> members) {
  private static final JsonLimits LIMITS = new JsonLimits(20, 500_000);

  /** Reads the lines of files that have a time, in their order; other lines are for the check of the chain. */
  static void read(List<Path> files, Consumer<RecordLine> receiver) throws IOException {
    JsonIndex json = new JsonIndex(LIMITS);
    for (Path file : files) {
      RecordLineReader.read(file, (bytes, number, isEnded) -> {
        RecordLine line = parsed(json, bytes);
        if (line != null) {
          receiver.accept(line);
        }
      });
    }
  }

  private static @Nullable RecordLine parsed(JsonIndex json, byte[] bytes) {
    try {
      json.parse(bytes, 0, bytes.length);
      if (json.size() > 0 && value(json, 0) instanceof Map<?, ?> map) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return new RecordLine(Instant.parse(String.valueOf(members.get("time"))), members);
      }
    } catch (JsonException | DateTimeException e) {
      return null;
    }
    return null;
  }

  private static Object value(JsonIndex json, int node) {
    return switch (json.kind(node)) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int name = node + 1; name < json.after(node); name = json.after(name + 1)) {
          map.put(text(json, name), value(json, name + 1));
        }
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int element = node + 1; element < json.after(node); element = json.after(element)) {
          list.add(value(json, element));
        }
        yield list;
      }
      case TRUE, FALSE -> json.is(JsonKind.TRUE, node);
      case STRING, NUMBER, NULL -> text(json, node);
    };
  }

  private static String text(JsonIndex json, int node) {
    return new JsonText().of(json, node).toString();
  }

  String kind() {
    return text("kind");
  }

  /** A member as text; empty if it is missing. */
  String text(String name) {
    return String.valueOf(members.getOrDefault(name, ""));
  }

  Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      return time;
    }
  }

  Map<String, Object> map(String name) {
    return asMap(members.get(name));
  }

  List<Map<String, Object>> maps(String name) {
    return members.get(name) instanceof List<?> list ? list.stream().map(RecordLine::asMap).toList() : List.of();
  }

  static Map<String, Object> asMap(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, member) -> map.put(String.valueOf(name), member));
    }
    return map;
  }

  /** A number in a map; 0 if it is missing. */
  static long number(Map<String, Object> map, String name) {
    try {
      return Long.parseLong(String.valueOf(map.get(name)));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
