package org.eyas.core.metric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of numbers that the kernel tells. */
final class ProcFile {
  private static final int LONGEST = 1 << 20;

  private ProcFile() {}

  /** Empty where there is none: a number that is not there must not take the others away. */
  static String text(Path file) {
    // Not Files.readString: it begins with one byte, and files below /proc/sys have no second part.
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
