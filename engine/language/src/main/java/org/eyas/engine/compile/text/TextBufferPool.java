package org.eyas.engine.compile.text;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** A pool of buffers for all texts that an event needs at the same time, reused for the next event. */
public final class TextBufferPool {
  private final List<ByteBuilder> builders = new ArrayList<>();
  private int used;

  public void clear() {
    used = 0;
  }

  /** A buffer for one more text. */
  public ByteBuilder next() {
    if (used == builders.size()) {
      builders.add(new ByteBuilder());
    }
    return builders.get(used++).clear();
  }

  /** The text in the buffer that {@link #next} returned last. */
  public Bytes last() {
    return builders.get(used - 1).view();
  }
}
