package org.eyas.control.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads the lines of a file, the last one first, with at most one block and one line in memory. */
final class ReverseLineReader {
  private static final int BLOCK = 64 << 10;

  private ReverseLineReader() {}

  /**
   * Passes the lines to a visitor until it returns false.
   *
   * @param most the number of bytes after which, approximately, reading stops
   */
  static void read(FileChannel file, long most, Predicate<String> visitor) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(); // its bytes, the last one first
    long stop = Math.max(0, file.size() - most);
    for (long end = file.size(); end > stop; end -= BLOCK) {
      byte[] block = block(file, Math.max(0, end - BLOCK), (int) Math.min(BLOCK, end));
      for (int i = block.length - 1; i >= 0; i--) {
        if (block[i] != '\n') {
          line.write(block[i]);
        } else if (!pass(line, visitor)) {
          return;
        }
      }
    }
    if (stop == 0) {
      pass(line, visitor);
    }
  }

  private static byte[] block(FileChannel file, long from, int length) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(length);
    while (block.hasRemaining() && file.read(block, from + block.position()) > 0) {}
    return block.array();
  }

  private static boolean pass(ByteArrayOutputStream reversed, Predicate<String> visitor) {
    byte[] bytes = reversed.toByteArray();
    reversed.reset();
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte swapped = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swapped;
    }
    return bytes.length == 0 || visitor.test(new String(bytes, StandardCharsets.UTF_8));
  }
}
