package org.eyas.fields.dns;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.field.BytesList;

/** The values of a field with several, in memory that is used again for each event. */
final class ValueList {
  private final ByteBuilder texts = new ByteBuilder();
  private final List<ByteView> views = new ArrayList<>();
  private int[] ends = new int[16];
  private int size;

  ValueList clear() {
    texts.clear();
    size = 0;
    return this;
  }

  /** The place to which the next value is appended. */
  ByteBuilder next() {
    return texts;
  }

  /** Ends the value that was appended to {@link #next}. */
  void end() {
    if (size == ends.length) {
      ends = java.util.Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = texts.length();
  }

  /** Adds all values to a list. They are valid until the next change. */
  void addTo(BytesList out) {
    ByteView all = texts.view();
    for (int i = 0; i < size; i++) {
      out.add(all.slice(i == 0 ? 0 : ends[i - 1], ends[i], view(i)));
    }
  }

  private ByteView view(int index) {
    if (index == views.size()) {
      views.add(new ByteView());
    }
    return views.get(index);
  }

  /**
   * Adds a name and each domain above it: {@code a.b.c}, {@code b.c}, {@code c}. They are valid as long as the name, and until the
   * first name is added to an empty list.
   */
  void addDomains(Bytes name, BytesList out) {
    int label = 0;
    while (label < name.length()) {
      out.add(name.slice(label, name.length(), view(out.size())));
      int dot = name.indexOf('.', label);
      label = dot < 0 ? name.length() : dot + 1;
    }
  }
}
