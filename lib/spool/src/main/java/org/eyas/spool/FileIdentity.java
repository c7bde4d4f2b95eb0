package org.eyas.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * The identity of the file that a path named when it was opened. If a user or a program removes or replaces the file
 * while it is open, data that is written to it is lost without an error.
 *
 * @param key the device and the inode
 */
public record FileIdentity(Path path, Object key) {
  /** The file that the path names now. */
  public static FileIdentity of(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return new FileIdentity(path, Objects.requireNonNullElse(key, path));
  }

  /** Whether the path still names the file. */
  public boolean isThere() {
    try {
      return of(path).equals(this);
    } catch (IOException e) {
      return false;
    }
  }
}
