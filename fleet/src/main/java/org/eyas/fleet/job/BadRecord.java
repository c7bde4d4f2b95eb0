package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.engine.text.JsonText;

/** A record that cannot be used, as JSON: its place, the reason, and its content. Any thread may call it. */
final class BadRecord {
  /** Enough to see what it was. */
  private static final int MOST_CHARS = 64 << 10;

  private BadRecord() {}

  static OutputRecord of(String place, String reason, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    Map<String, Object> json = new TreeMap<>();
    json.put("place", place);
    json.put("reason", reason);
    json.put("record", text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    return new OutputRecord(place, JsonText.of(json));
  }
}
