package org.eyas.selfwatch;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads files that do not tell their size. It reads all of them into the same memory, because the engine's threads have
 * some 200 such files. Used by one thread.
 */
final class ProcFileReader {
  private static final int FIRST_BYTES = 8 << 10;

  private byte[] buffer = new byte[FIRST_BYTES];

  /** The content, without line feeds at its end. */
  String read(Path file) throws IOException {
    try (FileInputStream input = new FileInputStream(file.toFile())) {
      int length = 0;
      for (int read = 0; read >= 0; read = input.read(buffer, length, buffer.length - length)) {
        length += read;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
      }
      return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }
  }
}
