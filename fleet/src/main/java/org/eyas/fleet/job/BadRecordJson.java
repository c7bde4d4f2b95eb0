package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.json.write.CompactJson;

/**
 * Writes a record that cannot be used as JSON: its place, the reason, and its content. Each part is truncated so that a
 * broker accepts the whole. Any thread may call it.
 */
final class BadRecordJson {
  /**
   * The number of characters of the content that are written: enough to recognise the record. In JSON, a character can take
   * 6 bytes, and a broker accepts 1 MB.
   */
  private static final int MOST_CHARS = 64 << 10;
  private static final int MOST_REASON_CHARS = 2_000;
  private static final int MOST_PLACE_CHARS = 300;

  private BadRecordJson() {}

  static OutputRecord of(String place, String reason, byte[] content) {
    Map<String, Object> json = new TreeMap<>();
    json.put("place", cut(place, MOST_PLACE_CHARS));
    json.put("reason", cut(reason, MOST_REASON_CHARS));
    json.put("record", cut(new String(content, StandardCharsets.UTF_8), MOST_CHARS));
    return new OutputRecord(cut(place, MOST_PLACE_CHARS), CompactJson.of(json));
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
