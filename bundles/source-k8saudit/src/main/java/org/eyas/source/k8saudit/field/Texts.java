package org.eyas.source.k8saudit.field;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.field.BytesList;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonText;

/** The values that a reader adds to a list. Each has memory of its own until the next event, when all of it is used again. */
final class Texts {
  /** Memory for one value. */
  private static final class Slot {
    final JsonText text = new JsonText();
    final ByteBuilder built = new ByteBuilder();
    final ByteView view = new ByteView();
  }

  private final List<Slot> slots = new ArrayList<>();
  private BytesList out = new BytesList();

  /** Begins with the list of another event. */
  void begin(BytesList list) {
    out = list;
  }

  private Slot slot() {
    int used = out.size();
    if (used == slots.size()) {
      slots.add(new Slot());
    }
    return slots.get(used);
  }

  /** Adds the text of a value. */
  void add(JsonIndex json, int node) {
    out.add(slot().text.of(json, node));
  }

  /** Adds the image without its tag and digest. */
  void addRepository(JsonIndex json, int node) {
    Slot slot = slot();
    out.add(ImageName.repository(slot.text.of(json, node), slot.view));
  }

  /** Adds the text of a value, except if it is this one. */
  void addUnless(Bytes excluded, JsonIndex json, int node) {
    Bytes text = slot().text.of(json, node);
    if (!text.equals(excluded)) {
      out.add(text);
    }
  }

  void add(Bytes constant) {
    out.add(constant);
  }

  /** Adds the elements of an array of texts, separated by blanks. */
  void addJoined(JsonIndex json, int array) {
    Slot slot = slot();
    slot.built.clear();
    for (int at = array + 1; at < json.after(array); at = json.after(at)) {
      if (at > array + 1) {
        slot.built.append(' ');
      }
      slot.built.append(slot.text.of(json, at));
    }
    out.add(slot.built.view());
  }

  /** Adds two texts with a colon between them. */
  void addPair(JsonIndex json, int first, int second) {
    Slot slot = slot();
    slot.built.clear().append(slot.text.of(json, first)).append(':').append(slot.text.of(json, second));
    out.add(slot.built.view());
  }
}
