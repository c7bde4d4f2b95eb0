package org.eyas.config.falco;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlReader;

/**
 * The folder to which imported files are written. An existing file is replaced only on request, and a copy of it is
 * kept in another folder. New files and folders belong to the group of this folder, so that the service can read them.
 */
final class ImportTarget {
  private final Path folder;
  private final GroupOwnedFolder group;

  ImportTarget(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    group = new GroupOwnedFolder(this.folder);
  }

  Path path() {
    return folder;
  }

  /** The value of a key in the existing main file; empty if there is none. */
  String value(String key) {
    Path main = folder.resolve(FalcoImport.MAIN);
    try {
      return Files.exists(main) ? new ConfigTree(YamlReader.file(main).map(), Map.of()).text(key) : "";
    } catch (ConfigException e) {
      return ""; // it is replaced, or it stops the import because it is there
    }
  }

  /** The names of the existing files that have other contents. */
  List<String> differing(Map<String, String> files) {
    return files.entrySet().stream().filter(file -> differs(file.getKey(), file.getValue())).map(Map.Entry::getKey).toList();
  }

  /** The names of the existing files that have the same contents already. */
  List<String> unchanged(Map<String, String> files) {
    return files.entrySet().stream()
        .filter(file -> Files.exists(folder.resolve(file.getKey())) && !differs(file.getKey(), file.getValue()))
        .map(Map.Entry::getKey).toList();
  }

  private boolean differs(String name, String text) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) && !new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(text);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Writes files. Existing files are first copied to a new folder beside them, so that the main file is missing at no
   * time.
   *
   * @param kept the names of the existing files that have other contents
   * @return the folder with the copies; empty if there was nothing to copy
   */
  Optional<Path> write(Map<String, String> files, List<String> kept) throws ConfigException {
    Map<String, Path> written = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        stage(file.getKey(), file.getValue(), written);
      }
      Optional<Path> copies = kept.isEmpty() ? Optional.empty() : Optional.of(new ReplacedFileBackup(folder).copy(kept));
      replace(written, copies);
      return copies;
    } finally {
      written.values().forEach(ImportTarget::discard);
    }
  }

  private void stage(String name, String text, Map<String, Path> written) throws ConfigException {
    try {
      Path place = folder.resolve(name.substring(0, name.lastIndexOf('/') + 1));
      group.createFolders(place);
      Path file = Files.createTempFile(place, ".import", null);
      written.put(name, file);
      Files.writeString(file, text);
      group.giveFile(file);
    } catch (IOException e) {
      throw new ConfigException(folder.resolve(name) + " cannot be written: " + Reason.of(e) + "; nothing was replaced");
    }
  }

  private void replace(Map<String, Path> written, Optional<Path> copies) throws ConfigException {
    List<String> done = new ArrayList<>();
    for (Map.Entry<String, Path> file : written.entrySet()) {
      Path place = folder.resolve(file.getKey());
      try {
        Files.move(file.getValue(), place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        done.add(file.getKey());
      } catch (IOException e) {
        throw new ConfigException(
            place + " cannot be written: " + Reason.of(e) + "; written before it: "
                + (done.isEmpty() ? "nothing" : String.join(", ", done))
                + copies.map(old -> "; the old files are in " + old).orElse(""));
      }
    }
  }

  // After a failure; otherwise the file has its own name already.
  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is named .import..., and nothing reads it.
    }
  }
}
