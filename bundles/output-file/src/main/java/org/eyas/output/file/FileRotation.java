package org.eyas.output.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Decides when a file is full and renames full files: NAME to NAME.1, NAME.1 to NAME.2, and so on.
 *
 * @param bytes the size at which a file is full; 0 means never
 * @param kept how many renamed files are kept
 */
record FileRotation(long bytes, int kept) {
  static final FileRotation NEVER = new FileRotation(0, 0);

  boolean isDue(long size) {
    return bytes > 0 && size >= bytes;
  }

  /** Renames the files and deletes the oldest. */
  void rotate(Path file) throws IOException {
    for (int number = kept; number > 1; number--) {
      Path younger = numbered(file, number - 1);
      if (Files.exists(younger)) {
        Files.move(younger, numbered(file, number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, numbered(file, 1), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
