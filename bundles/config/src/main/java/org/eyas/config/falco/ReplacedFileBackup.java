package org.eyas.config.falco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.config.yaml.ConfigException;

/** Copies the files that an import replaces to a new folder beside them, which only their owner can read. */
final class ReplacedFileBackup {
  private final Path folder;

  ReplacedFileBackup(Path folder) {
    this.folder = folder;
  }

  /** Returns the folder with the copies. */
  Path copy(List<String> names) throws ConfigException {
    try {
      Path copies = newFolder();
      for (String name : names) {
        Path file = copies.resolve(name);
        Files.createDirectories(file.getParent());
        Files.copy(folder.resolve(name), file, StandardCopyOption.COPY_ATTRIBUTES);
      }
      return copies;
    } catch (IOException e) {
      throw new ConfigException(
          folder + ": the old files cannot be copied to another folder: " + Reason.of(e) + "; nothing was replaced");
    }
  }

  private Path newFolder() throws IOException {
    Path kept = folder.resolve("before-import");
    for (int i = 2; Files.exists(kept); i++) {
      kept = folder.resolve("before-import-" + i);
    }
    return Files.createDirectory(kept, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
