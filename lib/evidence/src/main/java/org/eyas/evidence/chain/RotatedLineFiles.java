package org.eyas.evidence.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files to which a file was moved when it was full: NAME.1, NAME.2 and so on, or NAME-DATE, as logrotate names them. */
public final class RotatedLineFiles {
  private RotatedLineFiles() {}

  /** The file and those that it continues, the oldest first; without files that do not exist. */
  public static List<Path> of(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    String name = String.valueOf(file.getFileName());
    List<Path> all = new ArrayList<>(moved(folder, name, "-", Comparator.naturalOrder()));
    all.addAll(moved(folder, name, ".", Comparator.reverseOrder()));
    if (Files.exists(file)) {
      all.add(file);
    }
    return all;
  }

  private static List<Path> moved(Path folder, String name, String separator, Comparator<BigInteger> order) throws IOException {
    String begin = name + separator;
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> suffix(file, begin).matches("\\d{1,20}"))
          .sorted(Comparator.comparing(file -> new BigInteger(suffix(file, begin)), order)).toList();
    }
  }

  private static String suffix(Path file, String begin) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(begin) ? name.substring(begin.length()) : "";
  }
}
