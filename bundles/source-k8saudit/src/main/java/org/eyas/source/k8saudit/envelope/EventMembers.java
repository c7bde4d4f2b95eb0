package org.eyas.source.k8saudit.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.write.CompactJson;

/** Appends members to an audit event that is made from other members. */
final class EventMembers {
  private EventMembers() {}

  /** Appends a value as it is in its document. */
  static void append(ByteBuilder event, JsonIndex json, int value) {
    int quote = json.is(JsonKind.STRING, value) ? 1 : 0;
    int start = json.start(value) - quote;
    event.append(new ByteView().wrap(json.bytes(), start, json.end(value) + quote - start));
  }

  /** Appends a member with a value of a document, if the value exists. */
  static void append(ByteBuilder event, String name, JsonIndex json, int value) {
    if (value != JsonIndex.NONE && !json.is(JsonKind.NULL, value)) {
      event.append(",\"").append(name).append("\":");
      append(event, json, value);
    }
  }

  /** Appends a member with a text, if it is not empty. */
  static void append(ByteBuilder event, String name, String text) {
    if (!text.isEmpty()) {
      event.append(",\"").append(name).append("\":").append(CompactJson.of(text).getBytes(UTF_8));
    }
  }
}
