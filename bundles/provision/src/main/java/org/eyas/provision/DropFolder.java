package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars of a folder, each with a stamp that changes when the file changes. Files whose name begins with a dot are not complete
 * yet and are ignored.
 */
record DropFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  /** The file names, sorted, with their stamps; empty if the folder does not exist. */
  SequencedMap<String, String> jars() throws IOException {
    SequencedMap<String, String> jars = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      files.filter(DropFolder::isJar).forEach(file -> jars.put(file.getFileName().toString(), stamp(file)));
    } catch (NoSuchFileException e) {
      LOG.debug("{} does not exist", path);
    }
    return jars;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Whether a file name is that of a complete jar. */
  static boolean isJar(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith(".");
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.fileKey() + " " + found.size() + " " + found.lastModifiedTime();
    } catch (IOException e) {
      return "gone"; // deleted after the folder was listed; the watch will report it
    }
  }
}
