package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eyas.enricher.container.json.Json;

/**
 * Reads files below a directory that the administrator or a runtime of the host named, such as docker's data-root.
 *
 * <p>Below that directory nothing may be a symbolic link, and everything must belong to root or to the owner of the storage and
 * be writable by nobody else: so a container cannot place a file where one of the runtime is expected.
 *
 * @param root the directory, without links
 * @param owner the user who may own files beside root
 */
public record TrustedFiles(Path root, long owner) {
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int FILE_TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int FILE = 0100000;

  /** Files of root. */
  public static TrustedFiles ofRoot(Path root) {
    return new TrustedFiles(root, 0);
  }

  /**
   * The content of a file as JSON; empty if it does not exist.
   *
   * @param relative the path below the directory
   * @throws IOException if it cannot be read, is not JSON or is not trusted; the message names the file
   */
  public Optional<Json> json(String relative) throws IOException {
    try {
      return Optional.of(Json.parse(read(relative)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The names in a directory; none if it does not exist. */
  public Iterable<String> names(String relative) throws IOException {
    Path directory = root.resolve(relative);
    try {
      check(directory);
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }

  private byte[] read(String relative) throws IOException {
    Path file = root.resolve(relative);
    if ((check(file) & FILE_TYPE) != FILE) {
      throw new AccessDeniedException(file.toString(), null, "not a regular file");
    }
    try (SeekableByteChannel in = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (in.size() > MOST_BYTES) {
        throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
      }
      return Channels.newInputStream(in).readNBytes((int) MOST_BYTES);
    }
  }

  // Returns the mode of the last component.
  private int check(Path path) throws IOException {
    if (!path.normalize().equals(path) || !path.startsWith(root)) {
      throw new AccessDeniedException(path.toString(), null, "not below " + root);
    }
    int mode = mode(root);
    Path now = root;
    for (Path name : root.relativize(path)) {
      now = now.resolve(name);
      mode = mode(now);
    }
    return mode;
  }

  private int mode(Path path) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    int mode = number("mode", attributes);
    long uid = number("uid", attributes) & 0xffff_ffffL;
    if ((mode & FILE_TYPE) == LINK) {
      throw new AccessDeniedException(path.toString(), null, "a symbolic link");
    }
    if (uid != 0 && uid != owner || (mode & WRITABLE_BY_OTHERS) != 0) {
      throw new AccessDeniedException(path.toString(), null, "its owner or its permissions allow others to change it");
    }
    return mode;
  }

  private static int number(String name, Map<String, Object> attributes) {
    return attributes.get(name) instanceof Integer number ? number : -1;
  }
}
