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

/** The jars of a folder, each with a stamp that changes when the file does. Names that begin with a dot are not ready. */
record DropFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  /** File names with their stamps, in order; none where there is no such folder. */
  SequencedMap<String, String> jars() throws IOException {
    SequencedMap<String, String> jars = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      files.filter(DropFolder::isJar).forEach(file -> jars.put(file.getFileName().toString(), stamp(file)));
    } catch (NoSuchFileException e) {
      LOG.debug("{} is not there", path);
    }
    return jars;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Whether a file has the name of a jar that is ready. */
  static boolean isJar(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith(".");
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.fileKey() + " " + found.size() + " " + found.lastModifiedTime();
    } catch (IOException e) {
      return "gone"; // between the listing and now; the watch tells of it
    }
  }
}
