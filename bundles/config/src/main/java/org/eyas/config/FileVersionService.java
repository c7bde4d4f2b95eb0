package org.eyas.config;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.undo.FileVersion;
import org.eyas.api.undo.FileVersions;
import org.eyas.watch.VersionFolder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The versions of the configuration file, of rule files and of mutes, which are written again with the checks of any change. */
@Component
public final class FileVersionService implements FileVersions {
  private final ConfigurationFile configuration;

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC) private volatile List<RuleFiles> loaders = List.of();

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable RuleEngine engine;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable RuleControl rules;

  @Activate
  public FileVersionService(@Reference ConfigurationFile configuration) {
    this.configuration = configuration;
  }

  /** Without the framework. */
  FileVersionService(ConfigurationFile configuration, RuleFiles loader, RuleEngine engine, RuleControl rules) {
    this(configuration);
    loaders = List.of(loader);
    this.engine = engine;
    this.rules = rules;
  }

  @Override
  public List<FileVersion> versions() throws IOException {
    List<FileVersion> all = new ArrayList<>();
    for (Path folder : folders()) {
      all.addAll(new VersionFolder(folder).versions());
    }
    all.sort(Comparator.comparing(FileVersion::time).thenComparing(FileVersion::number).reversed());
    return all;
  }

  private Set<Path> folders() throws IOException {
    Set<Path> folders = new TreeSet<>();
    if (!configuration.path().isEmpty()) {
      folders.add(absolute(configuration.path()).getParent());
    }
    for (RuleFiles loader : loaders) {
      loader.folders().forEach(folder -> folders.add(absolute(folder)));
      for (RuleDocument document : loader.files()) {
        if (document.name().contains("/")) { // the shipped rules are in no file
          folders.add(absolute(document.name()).getParent());
        }
      }
    }
    return folders;
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath();
  }

  @Override
  public void revert(String file, int version) throws RefusedException, IOException {
    FileVersion wanted =
        versions().stream().filter(known -> known.file().equals(file) && known.number() == version).findFirst().orElseThrow(
            () -> new RefusedException(file + " has no version " + version + "; eyas config history lists the versions"));
    if (!configuration.path().isEmpty() && absolute(configuration.path()).toString().equals(file)) {
      String before = configuration.text();
      configuration.save(before, changed(wanted, before, VersionSecrets.restore(wanted.text(), before)));
      return;
    }
    revertRules(wanted);
    configuration.reload();
  }

  private static String changed(FileVersion wanted, String before, String after) throws RefusedException {
    if (before.equals(after)) {
      throw new RefusedException(wanted.file() + " is like version " + wanted.number() + " already");
    }
    return after;
  }

  private void revertRules(FileVersion wanted) throws RefusedException, IOException {
    for (RuleFiles loader : loaders) {
      for (RuleDocument document : loader.files()) {
        if (absolute(document.name()).toString().equals(wanted.file())) {
          replace(loader, document, wanted);
          return;
        }
      }
    }
    create(wanted);
  }

  private void replace(RuleFiles loader, RuleDocument document, FileVersion wanted) throws RefusedException, IOException {
    if (wanted.exists()) {
      String text = changed(wanted, document.content(), wanted.text());
      check(wanted, document.name(), Optional.of(text));
      loader.save(document, text);
      return;
    }
    check(wanted, document.name(), Optional.empty());
    loader.delete(document);
  }

  private void create(FileVersion wanted) throws RefusedException, IOException {
    if (!wanted.exists()) {
      throw new RefusedException(wanted.file() + " is like version " + wanted.number() + " already: there is no such file");
    }
    Path file = Path.of(wanted.file());
    for (RuleFiles loader : loaders) {
      List<String> folders = loader.folders();
      if (!folders.isEmpty() && absolute(folders.getLast()).equals(file.getParent())) {
        check(wanted, wanted.file(), Optional.of(wanted.text()));
        loader.create(file.getFileName().toString(), wanted.text());
        return;
      }
    }
    throw new RefusedException(
        wanted.file() + " cannot be created again: its folder is not the last one of rules_files; create the file yourself");
  }

  /** Refuses a version with which the rules would not load. */
  private void check(FileVersion wanted, String name, Optional<String> text) throws RefusedException {
    RuleEngine checker = engine;
    RuleControl control = rules;
    if (checker == null || control == null) {
      throw new RefusedException(wanted.file() + " cannot be reverted now: the engine is not available to check its rules");
    }
    List<RuleDocument> documents = new ArrayList<>();
    boolean found = false;
    for (RuleDocument document : control.documents()) {
      boolean meant = document.name().equals(name);
      found |= meant;
      if (!meant) {
        documents.add(document);
      } else {
        text.ifPresent(content -> documents.add(new RuleDocument(name, content)));
      }
    }
    if (!found) {
      text.ifPresent(content -> documents.add(new RuleDocument(name, content)));
    }
    for (LoadReport.Result result : checker.validate(documents).results()) {
      if (!result.successful()) {
        throw new RefusedException(
            wanted.file() + " stays as it is: the rules would not load with version " + wanted.number() + ": " + result.document()
                + ": " + result.errors().getFirst().message());
      }
    }
  }
}
