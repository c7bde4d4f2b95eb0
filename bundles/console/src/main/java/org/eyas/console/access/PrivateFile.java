package org.eyas.console.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A file of lines that only its owner may read; the owner is root or the user of the engine. */
public final class PrivateFile {
  private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

  private final Path path;

  public PrivateFile(Path path) {
    this.path = path;
  }

  /**
   * All lines; none if there is no file.
   *
   * @throws IOException if it cannot be read, or if other users may read it; the message names the file and what to do
   */
  public List<String> lines() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    String owner = Files.getOwner(path).getName();
    if (!owner.equals("root") && !owner.equals(System.getProperty("user.name"))) {
      throw new IOException(path + " belongs to " + owner + "; it must belong to root: chown root " + path);
    }
    if (!PRIVATE.containsAll(Files.getPosixFilePermissions(path))) {
      throw new IOException(path + " can be read by others; run: chmod 600 " + path);
    }
    return Files.readAllLines(path);
  }

  /** Replaces all lines in one step. */
  public void write(List<String> lines) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "." + path.getFileName(), "", PosixFilePermissions.asFileAttribute(PRIVATE));
    try {
      Files.write(fresh, lines);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
