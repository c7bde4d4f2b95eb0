package org.eyas.core.metric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of numbers from the kernel. */
final class ProcFile {
  private static final int LONGEST = 1 << 20;

  private ProcFile() {}

  /** The text of the file; empty if it does not exist, because a missing number must not affect other numbers. */
  static String text(Path file) {
    // Not Files.readString: it first reads one byte, and files below /proc/sys cannot be read in parts.
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
