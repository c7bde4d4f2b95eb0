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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files that rotations of a log left. They are in the folder of the log and have names such as
 *
 * <pre>
 *   audit-2026-11-27T08-00-00.000.log    kube-apiserver
 *   audit.log.1                          logrotate
 *   audit.log-20261127                   logrotate, dateext
 * </pre>
 */
final class RotatedFiles {
  private static final String DATE = "-[0-9]{4}-?[0-9]{2}-?[0-9]{2}[0-9T:._-]*";

  private record Dated(Path path, FileTime written) {}

  private RotatedFiles() {}

  /**
   * The file with an inode, and the files that were written after it.
   *
   * @param log the path of the log, which is the last file if it exists
   * @return empty if no file has the inode
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
    Pattern rotated = names(name);
    List<Dated> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(log.toAbsolutePath().getParent())) {
      for (Path file : (Iterable<Path>) all::iterator) {
        boolean isPart = rotated.matcher(file.getFileName().toString()).matches();
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

  private static Pattern names(String log) {
    int dot = log.lastIndexOf('.') < 0 ? log.length() : log.lastIndexOf('.');
    String stem = Pattern.quote(log.substring(0, dot));
    String extension = Pattern.quote(log.substring(dot));
    return Pattern.compile(stem + extension + "(\\.[0-9]+|" + DATE + ")|" + stem + DATE + extension);
  }

  /** The inode of a file; -1 if the file has just been deleted. */
  static long inode(Path file) throws IOException {
    try {
      return (Long) Files.getAttribute(file, "unix:ino");
    } catch (NoSuchFileException e) {
      return -1;
    }
  }
}
