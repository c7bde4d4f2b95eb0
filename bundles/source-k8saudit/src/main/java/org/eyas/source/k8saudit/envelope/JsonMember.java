package org.eyas.source.k8saudit.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;

/** The name of a member of an envelope. Each method accepts {@link JsonIndex#NONE}, and values of every kind. */
final class JsonMember {
  private final byte[] name;

  private JsonMember(String name) {
    this.name = name.getBytes(UTF_8);
  }

  static JsonMember named(String name) {
    return new JsonMember(name);
  }

  /** The node of the member's value. */
  int in(JsonIndex json, int node) {
    return json.member(node, name);
  }

  /** Whether the member is there and has this kind. */
  boolean is(JsonKind kind, JsonIndex json, int node) {
    return json.is(kind, in(json, node));
  }

  /** The text of a member that is a string; empty for everything else. */
  String text(JsonIndex json, int node) {
    int value = in(json, node);
    return json.is(JsonKind.STRING, value) ? new JsonText().of(json, value).toString() : "";
  }

  /** The value of a member that is a number from 0 to 999; 0 for everything else. */
  int smallNumber(JsonIndex json, int node) {
    int value = in(json, node);
    int number = 0;
    if (json.is(JsonKind.NUMBER, value) && json.end(value) - json.start(value) <= 3) {
      for (int at = json.start(value); at < json.end(value); at++) {
        int digit = json.bytes()[at] - '0';
        if (digit < 0 || digit > 9) {
          return 0;
        }
        number = 10 * number + digit;
      }
    }
    return number;
  }
}
