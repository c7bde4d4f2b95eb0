package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pulled versions of one artifact, each in a folder that its digest names. The link {@code current} is replaced in one step, so that
 * the engine reads either the old or the new files; {@code previous} is the version before it. Other versions are removed.
 */
final class RuleStore {
  private static final String CURRENT = "current";
  private static final String PREVIOUS = "previous";

  /** The digests of the links; empty for a link that is not there. */
  record Versions(Optional<String> current, Optional<String> previous) {}

  private final Path folder;

  RuleStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The folder that the configuration names. */
  Path current() {
    return folder.resolve(CURRENT);
  }

  Versions versions() throws IOException {
    return new Versions(version(CURRENT), version(PREVIOUS));
  }

  private Optional<String> version(String link) throws IOException {
    Path path = folder.resolve(link);
    return Files.isSymbolicLink(path)
        ? Optional.of(Files.readSymbolicLink(path).toString().replaceFirst("-", ":"))
        : Optional.empty();
  }

  /** Writes the files of a version beside the others. */
  Path save(String digest, Map<String, String> files) throws IOException {
    Path version = folder.resolve(name(digest));
    Files.createDirectories(version);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(version.resolve(file.getKey()), file.getValue());
    }
    return version;
  }

  /** Makes a version the current one, and the current one the previous one. */
  void activate(String digest) throws IOException {
    restore(new Versions(Optional.of(digest), version(CURRENT).filter(version -> !version.equals(digest))));
  }

  /** Sets both links. */
  void restore(Versions versions) throws IOException {
    link(CURRENT, versions.current());
    link(PREVIOUS, versions.previous());
  }

  /** Goes back to the previous version, which the current one becomes; returns it. */
  String rollback() throws IOException {
    String previous =
        version(PREVIOUS).orElseThrow(() -> new IOException(folder + " has no previous version to go back to"));
    activate(previous);
    return previous;
  }

  private void link(String name, Optional<String> digest) throws IOException {
    if (digest.isEmpty()) {
      Files.deleteIfExists(folder.resolve(name));
      return;
    }
    Path next = folder.resolve("." + name + ".next");
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, Path.of(name(digest.get())));
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes all versions except the current and the previous one. */
  void removeOthers() throws IOException {
    List<String> kept = Stream.of(version(CURRENT), version(PREVIOUS)).flatMap(Optional::stream).map(RuleStore::name).toList();
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : versions.filter(path -> isOther(path, kept)).toList()) {
        remove(version);
      }
    }
  }

  private static boolean isOther(Path path, List<String> kept) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith("sha256-") && !kept.contains(name);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String name(String digest) {
    return digest.replace(':', '-');
  }
}
