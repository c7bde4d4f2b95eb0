package org.eyas.kube;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One line of a watch. */
record WatchEvent(String type, ParsedObject parsed) {
  /**
   * Waits for the next line.
   *
   * @param in a lenient reader, because a watch is a sequence of objects
   * @return null at the end of the watch
   * @throws ApiException if the server ends the watch with the reason
   */
  static @Nullable WatchEvent next(JsonReader in) throws IOException {
    JsonToken token = in.peek();
    if (token == JsonToken.END_DOCUMENT) {
      return null;
    }
    if (token != JsonToken.BEGIN_OBJECT) {
      throw new MalformedJsonException("the answer is not a watch");
    }
    WatchEvent event = read(in);
    if (event.type.equals("ERROR") || event.parsed.isStatus()) {
      throw event.parsed.failure(0);
    }
    return event;
  }

  private static WatchEvent read(JsonReader in) throws IOException {
    String[] type = {""};
    ParsedObject parsed = new ParsedObject(in);
    KubeJsonReader.object(
        in,
        member -> {
          switch (member) {
            case "type" -> type[0] = KubeJsonReader.text(in);
            case "object" -> KubeJsonReader.object(in, parsed::member);
            default -> in.skipValue();
          }
        });
    return new WatchEvent(type[0], parsed);
  }
}
