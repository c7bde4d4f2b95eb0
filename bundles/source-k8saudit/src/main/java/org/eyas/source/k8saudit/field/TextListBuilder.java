package org.eyas.source.k8saudit.field;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.field.BytesList;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonText;

/**
 * Collects the values of a list. The values are copied, one after the other, into memory that is used again for the
 * next event. The sender of the events decides how many values a list has. One value costs about 40 bytes, and the
 * memory of a long list is released at the next event.
 */
final class TextListBuilder {
  private static final int KEPT_VALUES = 256;
  private static final int KEPT_BYTES = 64 << 10;

  private final JsonText text = new JsonText();
  private List<ByteView> views = new ArrayList<>();
  private ByteBuilder built = new ByteBuilder();
  private BytesList out = new BytesList();
  private int begun;

  /** Begins with the list of another event. */
  void begin(BytesList list) {
    out = list;
    if (views.size() > KEPT_VALUES) {
      views = new ArrayList<>();
    }
    if (built.length() > KEPT_BYTES) {
      built = new ByteBuilder();
    }
    built.clear();
  }

  // When the builder grows, the views of earlier values keep its previous array, which does not change any more.
  private ByteView end() {
    int used = out.size();
    if (used == views.size()) {
      views.add(new ByteView());
    }
    return built.view().slice(begun, built.length(), views.get(used));
  }

  private TextListBuilder append(JsonIndex json, int node) {
    built.append(text.of(json, node));
    return this;
  }

  private TextListBuilder start() {
    begun = built.length();
    return this;
  }

  /** Adds the text of a value. */
  void add(JsonIndex json, int node) {
    out.add(start().append(json, node).end());
  }

  /** Adds the image without its tag and digest. */
  void addRepository(JsonIndex json, int node) {
    ByteView image = start().append(json, node).end();
    out.add(ImageRepository.repository(image, image));
  }

  /** Adds the text of a value, except if it equals {@code excluded}. */
  void addUnless(Bytes excluded, JsonIndex json, int node) {
    Bytes value = start().append(json, node).end();
    if (!value.equals(excluded)) {
      out.add(value);
    }
  }

  void add(Bytes constant) {
    out.add(constant);
  }

  /** Adds the elements of an array of texts, separated by blanks. */
  void addJoined(JsonIndex json, int array) {
    start();
    for (int at = array + 1; at < json.after(array); at = json.after(at)) {
      if (at > array + 1) {
        built.append(' ');
      }
      append(json, at);
    }
    out.add(end());
  }

  /** Adds two texts with a colon between them. */
  void addPair(JsonIndex json, int first, int second) {
    start().append(json, first).built.append(':');
    out.add(append(json, second).end());
  }
}
