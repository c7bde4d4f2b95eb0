package org.eyas.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that released versions of Eyas wrote, in {@code src/test/released/VERSION/NAME} of a module. A test reads those of all versions.
 * With {@code -Deyas.released=VERSION}, it first writes those of a version that has none.
 */
public final class ReleasedFiles {
  private static final Path FOLDER = Path.of("src/test/released");
  private static final String VERSION = System.getProperty("eyas.released", "");

  private ReleasedFiles() {}

  /** Writes the files of the current version into an empty folder. */
  public interface CurrentFiles {
    void write(Path folder) throws Exception;
  }

  /**
   * Copies the files of each version into a folder of its own, because readers change them.
   *
   * @param name the name of the format
   * @param copies an empty folder
   * @return the copies, the oldest version first
   */
  public static List<Path> copies(String name, Path copies, CurrentFiles current) throws Exception {
    Path fresh = FOLDER.resolve(VERSION).resolve(name);
    if (!VERSION.isEmpty() && !Files.exists(fresh)) {
      current.write(Files.createDirectories(fresh));
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> versions = Files.list(FOLDER)) {
      for (Path version : versions.sorted().toList()) {
        if (Files.isDirectory(version.resolve(name))) {
          all.add(copied(version.resolve(name), copies.resolve(String.valueOf(version.getFileName()))));
        }
      }
    }
    if (all.isEmpty()) {
      throw new IOException(FOLDER.resolve("VERSION").resolve(name) + " does not exist; write it with -Deyas.released=VERSION");
    }
    return all;
  }

  private static Path copied(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Files.createDirectories(to.resolve(from.relativize(directory)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.copy(file, to.resolve(from.relativize(file)));
        return FileVisitResult.CONTINUE;
      }
    });
    return to;
  }
}
