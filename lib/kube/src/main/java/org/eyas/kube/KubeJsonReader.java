package org.eyas.kube;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Steps through JSON in which everything may be missing, null or of another type. Values for which a caller does not
 * ask are skipped unread.
 */
final class KubeJsonReader {
  private KubeJsonReader() {}

  /** Reads one member: it must consume the value. */
  interface Member {
    void read(String name) throws IOException;
  }

  /** Reads one element of an array: it must consume it. */
  interface Element {
    void read() throws IOException;
  }

  /** Reads an object member by member; skips anything else. */
  static void object(JsonReader in, Member member) throws IOException {
    if (in.peek() != JsonToken.BEGIN_OBJECT) {
      in.skipValue();
      return;
    }
    in.beginObject();
    while (in.hasNext()) {
      member.read(in.nextName());
    }
    in.endObject();
  }

  /** Reads an array element by element; skips anything else. */
  static void array(JsonReader in, Element element) throws IOException {
    if (in.peek() != JsonToken.BEGIN_ARRAY) {
      in.skipValue();
      return;
    }
    in.beginArray();
    while (in.hasNext()) {
      element.read();
    }
    in.endArray();
  }

  /** A text or a number as a text; empty for anything else. */
  static String text(JsonReader in) throws IOException {
    JsonToken next = in.peek();
    if (next == JsonToken.STRING || next == JsonToken.NUMBER) {
      return in.nextString();
    }
    in.skipValue();
    return "";
  }

  static boolean flag(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.BOOLEAN) {
      return in.nextBoolean();
    }
    in.skipValue();
    return false;
  }

  /** An object whose members are texts. */
  static Map<String, String> texts(JsonReader in) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    object(in, name -> texts.put(name, text(in)));
    return texts;
  }
}
