package org.eyas.core.field;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Buffers as alerts print them: printable ASCII as it is, a dot for any other byte. */
final class BufferText {
  /** Falco prints a field of bytes through a storage of 1024 bytes, of which it fills this many. */
  static final int FIELD_LIMIT = 1021;

  private BufferText() {}

  /** Appends at most {@code limit} characters. */
  static void append(Bytes buffer, int limit, ByteBuilder out) {
    int length = Math.min(buffer.length(), limit);
    for (int i = 0; i < length; i++) {
      int b = buffer.at(i);
      out.append(b >= 0x20 && b < 0x7f ? b : '.');
    }
  }
}
