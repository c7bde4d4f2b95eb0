package org.eyas.core.compile.text;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Memory for as many texts as an event needs at once, used again for the next. */
public final class TextPool {
  private final List<ByteBuilder> builders = new ArrayList<>();
  private int used;

  public void clear() {
    used = 0;
  }

  /** Room for one more text. */
  public ByteBuilder next() {
    if (used == builders.size()) {
      builders.add(new ByteBuilder());
    }
    return builders.get(used++).clear();
  }

  /** What was built in the room that {@link #next} gave last. */
  public Bytes last() {
    return builders.get(used - 1).view();
  }
}
