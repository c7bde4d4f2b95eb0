package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that a log left when it was rotated: beside it, with names that begin in the same way. */
final class RotatedFiles {
  private record Dated(Path path, FileTime written) {}

  private RotatedFiles() {}

  /**
   * The file with an inode and those that were written after it.
   *
   * @param log the last one, if it exists
   * @return empty if there is no such file
   */
  static List<Path> since(Path log, long inode) throws IOException {
    List<Path> files = inOrder(log);
    for (int i = 0; i < files.size(); i++) {
      if (inode(files.get(i)) == inode) {
        return files.subList(i, files.size());
      }
    }
    return List.of();
  }

  private static List<Path> inOrder(Path log) throws IOException {
    String name = log.getFileName().toString();
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    List<Dated> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(log.toAbsolutePath().getParent())) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String other = file.getFileName().toString();
        boolean isPart = other.startsWith(stem) && !other.equals(name) && !other.endsWith(".gz");
        if (isPart && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          found.add(new Dated(file, Files.getLastModifiedTime(file)));
        }
      }
    }
    found.sort(Comparator.comparing(Dated::written).thenComparing(Dated::path));
    List<Path> paths = new ArrayList<>(found.stream().map(Dated::path).toList());
    if (Files.exists(log)) {
      paths.add(log);
    }
    return paths;
  }

  /** The number of a file; -1 if it has just gone. */
  static long inode(Path file) throws IOException {
    try {
      return (Long) Files.getAttribute(file, "unix:ino");
    } catch (NoSuchFileException e) {
      return -1;
    }
  }
}
