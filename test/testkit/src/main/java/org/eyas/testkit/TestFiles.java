package org.eyas.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads and copies files of tests. */
public final class TestFiles {
  private TestFiles() {}

  /** The content of a file, or why it cannot be read: for the message of a failed test. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The last characters of a file, such as a log, or why it cannot be read. */
  public static String end(Path file, int characters) {
    String text = text(file);
    return text.substring(Math.max(0, text.length() - characters));
  }

  /** Copies the files of a folder as they are now, as a process finds them after {@code kill -9} of this one. Returns the copy. */
  public static Path copyAll(Path folder, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
