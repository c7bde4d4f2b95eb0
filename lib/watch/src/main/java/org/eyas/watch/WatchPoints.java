package org.eyas.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The folders and names in which changes can affect given paths.
 *
 * <p>These are all folders of a path, and all folders of the targets of links in the path. So the watch notices the
 * change of the one name that changes when a ConfigMap of Kubernetes is updated:
 *
 * <pre>
 *   /etc/eyas/rules.yaml -> ..data/rules.yaml       /etc/eyas: rules.yaml, ..data, ..2026_11_24
 *   /etc/eyas/..data     -> ..2026_11_24            /etc/eyas/..2026_11_24: rules.yaml
 * </pre>
 */
final class WatchPoints {
  private static final int MOST_LINKS = 40; // the number that the kernel follows

  private final Map<Path, Set<String>> names = new LinkedHashMap<>();
  private final Set<Path> contents = new HashSet<>();

  /** @param paths files and folders, which need not exist; a folder stands for everything directly in it */
  WatchPoints(Collection<Path> paths) {
    paths.forEach(path -> follow(path.toAbsolutePath(), MOST_LINKS));
  }

  private void follow(Path path, int links) {
    Path at = path.getRoot();
    for (int i = 0; i < path.getNameCount(); i++) {
      Path step = path.getName(i);
      names.computeIfAbsent(at, _ -> new HashSet<>()).add(step.toString());
      Path there = at.resolve(step);
      if (Files.isSymbolicLink(there)) {
        if (links > 0) {
          followLink(at, there, remainder(path, i), links - 1);
        }
        return;
      }
      if (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      at = there;
    }
    if (Files.isDirectory(at)) {
      names.computeIfAbsent(at, _ -> new HashSet<>());
      contents.add(at);
    }
  }

  private static Path remainder(Path path, int step) {
    return step + 1 < path.getNameCount() ? path.subpath(step + 1, path.getNameCount()) : Path.of("");
  }

  private void followLink(Path folder, Path link, Path rest, int links) {
    try {
      follow(folder.resolve(Files.readSymbolicLink(link)).resolve(rest), links);
    } catch (IOException e) {
      // It no longer exists; the folder that contained it is watched.
    }
  }

  /** All folders to watch. */
  Set<Path> folders() {
    return names.keySet();
  }

  /** Whether a change of the file with this name in a folder can affect a path. */
  boolean affectsPath(Path folder, String name) {
    return contents.contains(folder) || names.getOrDefault(folder, Set.of()).contains(name);
  }

  /**
   * Whether writing to files in a folder can affect a path; otherwise only creating and deleting can, as where the file does not exist.
   * A folder that is watched for writing makes each open and close of its files slower, in all programs.
   */
  boolean hasFiles(Path folder) {
    return contents.contains(folder)
        || names.getOrDefault(folder, Set.of()).stream().map(folder::resolve).anyMatch(WatchPoints::canBeWritten);
  }

  private static boolean canBeWritten(Path path) {
    return Files.exists(path) && !Files.isDirectory(path);
  }
}
