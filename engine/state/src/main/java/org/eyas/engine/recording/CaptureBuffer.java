package org.eyas.engine.recording;

import java.util.Arrays;
import org.eyas.scap.BlockBuilder;
import org.jspecify.annotations.Nullable;

/** A buffer for whole blocks on their way from a loop to a file. Buffers are reused. */
final class CaptureBuffer {
  static final int SIZE = 1 << 18;

  byte[] bytes = new byte[SIZE];
  int length;
  /** The file of the last data; null in the buffer that ends the writing thread. */
  @Nullable CaptureFile file;
  boolean last;

  boolean hasRoom(int more) {
    return length == 0 || more <= bytes.length - length;
  }

  void add(BlockBuilder blocks) {
    int more = blocks.length();
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, length + more);
    }
    System.arraycopy(blocks.array(), 0, bytes, length, more);
    length += more;
  }

  CaptureBuffer emptied() {
    if (bytes.length > SIZE) {
      bytes = new byte[SIZE]; // one huge event must not keep its memory forever
    }
    length = 0;
    file = null;
    last = false;
    return this;
  }
}
