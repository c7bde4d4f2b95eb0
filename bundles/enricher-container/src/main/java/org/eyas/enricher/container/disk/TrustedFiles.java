package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.json.LenientJson;
import org.eyas.linux.libc.FileState;
import org.eyas.linux.libc.OpenedPath;

/**
 * Reads files below a directory that the administrator or a runtime of the host named, such as docker's data-root.
 *
 * <p>Below that directory nothing may be a symbolic link. Everything must belong to the owner of the storage, and only
 * the owner may have the right to write. So a container cannot place a file where the runtime's file is expected. Each
 * directory and the file are checked after they were opened, so that their owner cannot exchange them in between. They
 * are opened in a way that cannot make the reader wait. A file of a user must not be larger than 256 KB; a larger file
 * is refused.
 *
 * @param root the directory, without links
 * @param owner the user who must own directories and files
 */
public record TrustedFiles(Path root, long owner) {
  static final int MOST_BYTES_OF_USER = 256 * 1024;
  private static final int MOST_BYTES_OF_DOCUMENT = 4 * 1024 * 1024;
  private static final int MOST_BYTES_OF_LIST = 16 * 1024 * 1024;

  /** Files of root. */
  public static TrustedFiles ofRoot(Path root) {
    return new TrustedFiles(root, ContainerId.ROOT);
  }

  /**
   * The content of a file as JSON; empty if it does not exist.
   *
   * @param relative the path below the directory
   * @throws IOException if it cannot be read, is not JSON or is not trusted; the message names the file
   */
  public Optional<LenientJson> json(String relative) throws IOException {
    try {
      return Optional.of(LenientJson.parse(read(relative, MOST_BYTES_OF_DOCUMENT)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The first wanted element of a file that is a JSON array. The part after this element is not parsed, and the
   * elements before it are not kept.
   *
   * @param relative the path below the directory
   * @throws IOException as {@link #json}
   */
  public Optional<LenientJson> element(String relative, Predicate<LenientJson> wanted) throws IOException {
    try {
      return LenientJson.element(read(relative, MOST_BYTES_OF_LIST), wanted);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The names in a directory; none if it does not exist. */
  public Iterable<String> names(String relative) throws IOException {
    try (OpenedPath directory = open(relative);
        var entries = Files.list(directory.path())) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    } catch (NoSuchFileException e) {
      return Set.of();
    }
  }

  private byte[] read(String relative, int mostOfRoot) throws IOException {
    int most = owner == ContainerId.ROOT ? mostOfRoot : MOST_BYTES_OF_USER;
    try (OpenedPath file = open(relative)) {
      FileState state = file.state();
      if (!state.isRegular()) {
        throw refused(root.resolve(relative), "not a regular file");
      }
      if (state.size() > most) {
        throw new IOException(root.resolve(relative) + " is larger than " + most + " bytes");
      }
      try (InputStream in = file.read()) {
        return in.readNBytes(most);
      }
    }
  }

  private OpenedPath open(String relative) throws IOException {
    Path path = root.resolve(relative);
    if (!path.normalize().equals(path) || !path.startsWith(root)) {
      throw refused(path, "not below " + root);
    }
    OpenedPath now = checked(OpenedPath.of(root), root);
    Path reached = root;
    for (Path name : root.relativize(path)) {
      if (!name.toString().isEmpty()) {
        reached = reached.resolve(name);
        try (OpenedPath directory = now) {
          now = checked(child(directory, name.toString(), reached), reached);
        }
      }
    }
    return now;
  }

  private static OpenedPath child(OpenedPath directory, String name, Path path) throws IOException {
    try {
      return directory.child(name);
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(directory.path().resolve(name))) {
        throw refused(path, "a symbolic link");
      }
      throw e;
    }
  }

  private OpenedPath checked(OpenedPath opened, Path path) throws IOException {
    try {
      FileState state = opened.state();
      if (state.uid() != owner || state.isWritableByOthers()) {
        throw refused(path, "its owner or its permissions allow others to change it");
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private static AccessDeniedException refused(Path path, String reason) {
    return new AccessDeniedException(path.toString(), null, reason);
  }
}
