package org.eyas.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.eyas.api.failure.Reason;

/**
 * The folder to which imported files are written. A file that is already there is replaced only on request, and kept in another
 * folder. New files and folders belong to the group of this folder, so that the service can read them.
 */
final class ImportTarget {
  private static final String FILE = "rw-rw----";
  private static final String FOLDER = "rwxrwx---";

  private final Path folder;

  ImportTarget(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path() {
    return folder;
  }

  /** The value of a key in the main file that is there; empty if there is none. */
  String value(String key) {
    Path main = folder.resolve(FalcoImport.MAIN);
    try {
      return Files.exists(main) ? new ConfigTree(YamlText.file(main).map(), Map.of()).text(key) : "";
    } catch (ConfigException e) {
      return ""; // it is replaced, or it stops the import because it is there
    }
  }

  /** The files that are there with other contents. */
  List<String> differing(Map<String, String> files) {
    return files.entrySet().stream().filter(file -> differs(file.getKey(), file.getValue())).map(Map.Entry::getKey).toList();
  }

  private boolean differs(String name, String text) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) && !new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(text);
    } catch (IOException e) {
      return true;
    }
  }

  /** Moves files to a new folder beside them, and returns that; nothing is overwritten there. */
  Path setAside(List<String> names) throws ConfigException {
    try {
      Path kept = newFolder();
      for (String name : names) {
        Path file = kept.resolve(name);
        Files.createDirectories(file.getParent());
        Files.move(folder.resolve(name), file);
      }
      return kept;
    } catch (IOException e) {
      throw new ConfigException(folder + ": a file cannot be kept: " + Reason.of(e) + "; nothing was written");
    }
  }

  private Path newFolder() throws IOException {
    Path kept = folder.resolve("before-import");
    for (int i = 2; Files.exists(kept); i++) {
      kept = folder.resolve("before-import-" + i);
    }
    return Files.createDirectory(kept, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  void write(Map<String, String> files) throws ConfigException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  private void write(String name, String text) throws ConfigException {
    Path file = folder.resolve(name);
    Path place = folder.resolve(name.substring(0, name.lastIndexOf('/') + 1));
    try {
      createFolders(place);
      Path written = Files.createTempFile(place, ".import", null);
      Files.writeString(written, text);
      give(written, FILE);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be written: " + Reason.of(e));
    }
  }

  private void createFolders(Path wanted) throws IOException {
    Files.createDirectories(folder);
    Path at = folder;
    for (Path part : folder.relativize(wanted)) {
      at = at.resolve(part);
      if (!Files.exists(at)) {
        give(Files.createDirectory(at), FOLDER);
      }
    }
  }

  private void give(Path path, String permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    view.setGroup(Files.getFileAttributeView(folder, PosixFileAttributeView.class).readAttributes().group());
    view.setPermissions(PosixFilePermissions.fromString(permissions));
  }
}
