package org.eyas.control;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.control.command.CommandRequest;
import org.eyas.control.socket.SocketPeer;

/**
 * A request as received: one object of JSON. Every member except {@code command} may be absent.
 *
 * <pre>
 *   {"command": "rules", "words": ["check"], "options": {"last": "5"}, "json": true, "pid": 4711,
 *    "files": [{"name": "a.yaml", "content": "- rule: ..."}]}
 * </pre>
 */
final class RequestLine {
  private static final int MOST_MEMBERS = 1_000;

  private String command = "";
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<RuleDocument> files = new ArrayList<>();
  private boolean json;
  private long pid;

  private RequestLine() {}

  static CommandRequest read(String line, SocketPeer peer) throws IOException {
    RequestLine request = new RequestLine();
    try (JsonReader reader = new JsonReader(new StringReader(line))) {
      request.read(reader);
    } catch (IllegalStateException | NumberFormatException e) {
      throw new IOException("the request is invalid: " + Reason.of(e), e);
    }
    return new CommandRequest(
        request.command, request.words, request.options, request.files, request.json, peer.auditName(request.pid));
  }

  private void read(JsonReader reader) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "command" -> command = reader.nextString();
        case "words" -> readWords(reader);
        case "options" -> readOptions(reader);
        case "files" -> readFiles(reader);
        case "json" -> json = reader.nextBoolean();
        case "pid" -> pid = reader.nextLong();
        default -> reader.skipValue();
      }
    }
    reader.endObject();
  }

  private void readWords(JsonReader reader) throws IOException {
    reader.beginArray();
    while (reader.hasNext() && words.size() < MOST_MEMBERS) {
      words.add(reader.nextString());
    }
    reader.endArray();
  }

  private void readOptions(JsonReader reader) throws IOException {
    reader.beginObject();
    while (reader.hasNext() && options.size() < MOST_MEMBERS) {
      options.put(reader.nextName(), reader.nextString());
    }
    reader.endObject();
  }

  private void readFiles(JsonReader reader) throws IOException {
    reader.beginArray();
    while (reader.hasNext() && files.size() < MOST_MEMBERS) {
      files.add(readFile(reader));
    }
    reader.endArray();
  }

  private static RuleDocument readFile(JsonReader reader) throws IOException {
    String name = "";
    String content = "";
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "name" -> name = reader.nextString();
        case "content" -> content = reader.nextString();
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    return new RuleDocument(name, content);
  }
}
