package org.eyas.source.k8saudit.envelope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Content that is compressed with gzip: one part, or several one after another. */
final class CompressedContent {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;

  private CompressedContent() {}

  static boolean isCompressed(byte[] bytes, int from, int to) {
    return to - from > 2 && (bytes[from] & 0xff) == MAGIC_1 && (bytes[from + 1] & 0xff) == MAGIC_2;
  }

  /**
   * Unpacks content.
   *
   * @param most unpacking ends one byte after this number of bytes, because a small message could otherwise take much memory
   * @throws IOException if the content is damaged
   */
  static byte[] unpack(byte[] bytes, int from, int to, int most) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, from, to - from), 1 << 13)) {
      return in.readNBytes(most + 1);
    }
  }
}
