package org.eyas.config.falco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.config.component.PluginConfigs;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;

/** Loads imported files from a temporary folder before anything is written. Its messages name the files of Falco. */
final class ImportTrial {
  private final FalcoFolder folder;
  private final FalcoImport imported;

  ImportTrial(FalcoFolder folder, FalcoImport imported) {
    this.folder = folder;
    this.imported = imported;
  }

  /**
   * The keys of the files that have a different effect in Eyas, or none, as lines for users.
   *
   * @throws ConfigException if the engine would not start with them
   */
  List<String> differences() throws ConfigException {
    Path trial = create();
    try {
      new ImportTarget(trial).write(imported.files(trial), List.of());
      ConfigLoader loader = new ConfigLoader(System::getenv, List.of());
      PluginConfigs.needed(loader.load(trial.resolve(FalcoImport.MAIN).toString(), List.of()));
      return Stream.concat(loader.warnings().stream(), loader.notes().stream()).map(line -> named(line, trial)).toList();
    } catch (ConfigException e) {
      throw new ConfigException(named(Reason.of(e), trial) + "; nothing was written");
    } finally {
      remove(trial);
    }
  }

  private String named(String line, Path trial) {
    return line.replace(trial.resolve(FalcoImport.MAIN).toString(), folder.path().resolve(FalcoFolder.MAIN).toString())
        .replace(trial.toString(), folder.path().toString());
  }

  private static Path create() throws ConfigException {
    try {
      return Files.createTempDirectory("eyas-import");
    } catch (IOException e) {
      throw new ConfigException("the files cannot be tried in a temporary folder: " + Reason.of(e));
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // A temporary folder remains; the import itself is not affected.
    }
  }
}
