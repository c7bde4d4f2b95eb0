package org.eyas.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files and folders that are watched for changes of Sigma rules. A folder includes the folders below it, except
 * hidden ones.
 */
public final class WatchedSigmaPaths {
  private static final int DEEPEST = 16;

  private WatchedSigmaPaths() {}

  /** @param properties the properties of the component that provides the rules */
  public static List<Path> of(Map<String, Object> properties) {
    List<Path> paths = new ArrayList<>();
    for (String property : List.of("rules.files", "mapping.files")) {
      if (properties.get(property) instanceof String[] names) {
        for (String name : names) {
          add(name, paths);
        }
      }
    }
    return paths;
  }

  private static boolean isHidden(Path folder, int from) {
    return Stream.iterate(from, i -> i + 1).limit(folder.getNameCount() - from)
        .anyMatch(i -> folder.getName(i).toString().startsWith("."));
  }

  /**
   * Adds a path and the folders below it. A path that cannot be read is skipped: the component reports it when it reads the
   * rules.
   */
  private static void add(String name, List<Path> paths) {
    try {
      Path path = Path.of(name);
      paths.add(path);
      Path start = path.resolve("."); // follows a link
      try (Stream<Path> below = Files.walk(start, DEEPEST)) {
        below.filter(Files::isDirectory).skip(1).filter(folder -> !isHidden(folder, start.getNameCount()))
            .forEach(folder -> paths.add(folder.normalize()));
      }
    } catch (IOException | UncheckedIOException | InvalidPathException ignored) {
      // The folder of a missing file is watched, so that the file is read when it appears.
    }
  }
}
