package org.eyas.kube;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * One page of a list.
 *
 * @param resourceVersion of the whole list: a watch continues from there
 * @param continueToken asks for the next page; empty on the last one
 */
record ObjectListPage(String resourceVersion, String continueToken) {
  /**
   * Reads a page.
   *
   * @param each gets the objects, one after another
   * @throws MalformedJsonException if this is JSON, but not a list
   */
  static ObjectListPage read(JsonReader in, Consumer<KubeObject> each) throws IOException {
    ParsedObject list = new ParsedObject(in);
    KubeJsonReader.object(
        in,
        member -> {
          if (member.equals("items")) {
            KubeJsonReader.array(in, () -> each.accept(ParsedObject.read(in).object()));
          } else {
            list.member(member);
          }
        });
    if (!list.kind().endsWith("List") || list.resourceVersion().isEmpty()) {
      throw new MalformedJsonException("the answer is not a list of objects");
    }
    return new ObjectListPage(list.resourceVersion(), list.continueToken());
  }
}
