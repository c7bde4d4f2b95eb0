package org.eyas.control.audit;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.control.AuditEntry;
import org.eyas.json.write.CompactJson;

/** An entry as one line of JSON, without control characters and invisible characters. */
final class AuditLine {
  private AuditLine() {}

  static String write(AuditEntry entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("time", entry.time());
    members.put("who", entry.who());
    members.put("what", entry.what());
    members.put("detail", entry.detail());
    members.put("done", entry.done());
    return CompactJson.of(members);
  }

  /** The entry of a line; empty if the line is not an entry, such as one that a loss of power truncated. */
  static Optional<AuditEntry> read(String line) {
    Instant time = Instant.EPOCH;
    String who = "";
    String what = "";
    String detail = "";
    boolean done = false;
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "time" -> time = Instant.parse(json.nextString());
          case "who" -> who = json.nextString();
          case "what" -> what = json.nextString();
          case "detail" -> detail = json.nextString();
          case "done" -> done = json.nextBoolean();
          default -> json.skipValue();
        }
      }
      json.endObject();
      return Optional.of(new AuditEntry(time, who, what, detail, done));
    } catch (IOException | IllegalStateException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
