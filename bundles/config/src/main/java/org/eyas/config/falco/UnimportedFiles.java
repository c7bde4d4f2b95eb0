package org.eyas.config.falco;

import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.yaml.ConfigException;

/** Finds the files of Falco's folder that the configuration names and that stay where they are, such as certificates. */
final class UnimportedFiles {
  private final FalcoFolder folder;
  private final Set<String> paths = new LinkedHashSet<>();

  private UnimportedFiles(FalcoFolder folder) {
    this.folder = folder;
  }

  /** The paths of the files that are not imported, as the configuration names them. */
  static Set<String> of(FalcoFolder folder) throws ConfigException {
    UnimportedFiles staying = new UnimportedFiles(folder);
    for (String file : folder.configurations().keySet()) {
      staying.add(folder.keys(file).values());
    }
    return staying.paths;
  }

  private void add(Collection<?> values) {
    for (Object value : values) {
      switch (value) {
        case Map<?, ?> map -> add(map.values());
        case List<?> list -> add(list);
        case String text -> {
          String below = folder.relativePath(text);
          if (below != null && !folder.isNamedOrInNamedFolder(below) && Files.exists(folder.path().resolve(below))) {
            paths.add(text);
          }
        }
        default -> {}
      }
    }
  }
}
