package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A jar that was copied into the folder, and the jar that it replaced. The replaced jar is kept beside it under a name
 * that is ignored, until the new jar is confirmed or removed.
 */
record JarReplacement(Path file, Path before) {
  /** Copies a jar into the folder under a name that begins with a dot, then renames it. */
  static JarReplacement copyInto(Path folder, Path jar) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(jar.getFileName());
    Path copy = folder.resolve("." + jar.getFileName() + ".new");
    JarReplacement put = new JarReplacement(file, folder.resolve("." + jar.getFileName() + ".before"));
    try {
      Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
      Files.deleteIfExists(put.before);
      if (Files.exists(file)) {
        Files.move(file, put.before);
      }
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
    return put;
  }

  void confirm() throws IOException {
    Files.deleteIfExists(before);
  }

  /** Restores the previous state. */
  void undo() throws IOException {
    if (Files.exists(before)) {
      Files.move(before, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.deleteIfExists(file);
    }
  }
}
