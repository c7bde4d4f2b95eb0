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
 * The folders in which something can happen to given paths, and under which names.
 *
 * <p>Every step of a path counts, and of every link on the way where it leads to. So a configuration map of Kubernetes is
 * followed through the one name that changes when it does:
 *
 * <pre>
 *   /etc/eyas/rules.yaml -> ..data/rules.yaml       /etc/eyas: rules.yaml, ..data, ..2026_11_24
 *   /etc/eyas/..data     -> ..2026_11_24            /etc/eyas/..2026_11_24: rules.yaml
 * </pre>
 */
final class WatchPoints {
  private static final int MOST_LINKS = 40; // as many as the kernel follows

  private final Map<Path, Set<String>> names = new LinkedHashMap<>();
  private final Set<Path> contents = new HashSet<>();

  /** @param paths files and folders, whether they are there or not; a folder stands for everything right in it */
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
          followLink(at, there, behind(path, i), links - 1);
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

  private static Path behind(Path path, int step) {
    return step + 1 < path.getNameCount() ? path.subpath(step + 1, path.getNameCount()) : Path.of("");
  }

  private void followLink(Path folder, Path link, Path rest, int links) {
    try {
      follow(folder.resolve(Files.readSymbolicLink(link)).resolve(rest), links);
    } catch (IOException e) {
      // It is gone already; the folder in which that happened is watched.
    }
  }

  /** Every folder to watch. */
  Set<Path> folders() {
    return names.keySet();
  }

  /** Whether what happens to a name in a folder can concern a path. */
  boolean concerns(Path folder, String name) {
    return contents.contains(folder) || names.getOrDefault(folder, Set.of()).contains(name);
  }

  /** Whether files that are written in a folder can concern a path; else only what comes and goes does. */
  boolean hasFiles(Path folder) {
    return contents.contains(folder)
        || names.getOrDefault(folder, Set.of()).stream().anyMatch(name -> !Files.isDirectory(folder.resolve(name)));
  }
}
