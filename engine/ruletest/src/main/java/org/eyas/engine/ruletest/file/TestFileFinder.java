package org.eyas.engine.ruletest.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds test files. A path of a file always names a test file; in a folder and the folders in it, the name of a file
 * decides.
 */
public final class TestFileFinder {
  private static final Pattern NAME = Pattern.compile(".*[._-]tests?\\.ya?ml");

  private TestFileFinder() {}

  static boolean isTestFile(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /** @throws IOException with a message for the user, if a path does not exist or a folder has no tests */
  public static List<Path> expand(List<String> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : paths) {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new NoSuchFileException(name, null, "no such file or folder");
      }
      files.addAll(Files.isDirectory(path) ? in(path) : List.of(path));
    }
    return files.stream().map(Path::normalize).distinct().toList();
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> files = below.filter(Files::isRegularFile).filter(TestFileFinder::isTestFile).sorted().toList();
      if (files.isEmpty()) {
        throw new IOException(folder + ": no tests in it; files of tests are named *_test.yaml");
      }
      return files;
    }
  }
}
