package org.eyas.rules.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.watch.RefusedEditException;
import org.eyas.watch.TextFile;

/**
 * Rule files in the order in which they were given. A directory stands for its YAML files, sorted by name. The files are read
 * each time.
 */
final class RuleFileSet {
  private final List<String> paths;
  private final boolean explicit;
  private final RuleFileReader reader;

  /**
   * Makes a set of files.
   *
   * @param explicit whether a missing path, or a directory without rule files, is an error. Otherwise it is skipped, because a
   *     configuration may name files that need not exist
   * @param mostKb how many KB a file may have
   */
  RuleFileSet(List<String> paths, boolean explicit, int mostKb) {
    this.paths = List.copyOf(paths);
    this.explicit = explicit;
    reader = new RuleFileReader(mostKb);
  }

  List<RuleDocument> documents() throws RuleReadException {
    List<RuleDocument> documents = new ArrayList<>();
    for (String name : paths) {
      for (String file : files(name)) {
        documents.add(new RuleDocument(file, reader.content(file)));
      }
    }
    return documents;
  }

  /** Whether one of the paths is a folder that exists, to which files may be added later. */
  boolean namesFolder() {
    return !folders().isEmpty();
  }

  /** Replaces one of the files; see {@link org.eyas.api.control.RuleFiles#save}. */
  void save(RuleDocument before, String content) throws RefusedException, IOException {
    if (!names().contains(before.name())) {
      throw new RefusedException(before.name() + " is not one of the rule files that the engine reads");
    }
    try {
      new TextFile(Path.of(before.name())).replace(before.content(), content);
    } catch (RefusedEditException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  /** Adds a file to the last directory; see {@link org.eyas.api.control.RuleFiles#create}. */
  String create(String name, String content) throws RefusedException, IOException {
    String directory =
        paths.stream().filter(path -> Files.isDirectory(Path.of(path))).reduce((first, last) -> last).orElseThrow(
            () -> new RefusedException(
                name + " cannot be written: rules_files names no directory that exists; create /etc/eyas/rules.d or another one, and"
                    + " name it there"));
    Path file = Path.of(directory, name);
    try {
      new TextFile(file).create(content);
    } catch (RefusedEditException e) {
      throw new RefusedException(Reason.of(e));
    }
    return file.toString();
  }

  /** Removes a file; see {@link org.eyas.api.control.RuleFiles#delete}. */
  void delete(RuleDocument before) throws RefusedException, IOException {
    if (!names().contains(before.name())) {
      throw new RefusedException(before.name() + " is not one of the rule files that the engine reads");
    }
    try {
      new TextFile(Path.of(before.name())).delete(before.content());
    } catch (RefusedEditException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  /** The folders among the paths. */
  List<String> folders() {
    return paths.stream().filter(path -> path.indexOf('\0') < 0 && Files.isDirectory(Path.of(path))).toList();
  }

  private List<String> names() throws IOException {
    try {
      List<String> names = new ArrayList<>();
      for (String name : paths) {
        names.addAll(files(name));
      }
      return names;
    } catch (RuleReadException e) {
      throw new IOException(Reason.of(e), e);
    }
  }

  private List<String> files(String name) throws RuleReadException {
    Path path = path(name);
    if (Files.isDirectory(path)) {
      return filesIn(name, path);
    }
    boolean skipped = !explicit && (!Files.exists(path) || !isYaml(name));
    return skipped ? List.of() : List.of(name);
  }

  private static Path path(String name) throws RuleReadException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new RuleReadException(name, "Could not open file " + name + " for reading: " + e.getReason());
    }
  }

  private List<String> filesIn(String name, Path directory) throws RuleReadException {
    List<String> files;
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.filter(Files::isRegularFile).map(Path::toString).filter(RuleFileSet::isYaml).sorted().toList();
    } catch (IOException e) {
      throw new RuleReadException(name, "Could not read directory " + name + ": " + RuleFileReader.reason(e));
    }
    if (files.isEmpty() && explicit) {
      throw new RuleReadException(name, "Directory " + name + " holds no rule files (*.yaml, *.yml)");
    }
    return files;
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
