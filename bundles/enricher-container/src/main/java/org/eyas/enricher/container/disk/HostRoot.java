package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.eyas.linux.proc.HostProc;

/**
 * The root directory of the host. If Eyas runs in a container, HOST_ROOT names the directory where the host's root is
 * mounted. The targets of the host's absolute symbolic links are then below that directory, but the system would not
 * look for them there.
 *
 * @param directory "/" or the directory that HOST_ROOT names
 */
public record HostRoot(Path directory) {
  private static final int MOST_LINKS = 40; // as Linux has it

  /** @param environment the environment variables of this process */
  public static HostRoot of(Map<String, String> environment) {
    return new HostRoot(HostProc.of(environment).root().normalize());
  }

  /** The path at which Eyas sees a path of the host. Links are not followed. */
  public Path at(String path) {
    return directory.resolve(path.replaceFirst("^/+", "")).normalize();
  }

  /**
   * The path at which Eyas sees a path of the host after following its links, as a path without links.
   *
   * @throws IOException if it does not exist
   */
  public Path resolve(String path) throws IOException {
    Deque<String> rest = new ArrayDeque<>();
    push(Path.of(path), rest);
    List<String> found = new ArrayList<>();
    int links = 0;
    while (!rest.isEmpty()) {
      if (step(rest, found) && ++links > MOST_LINKS) {
        throw new FileSystemLoopException(path);
      }
    }
    return below(found);
  }

  // Takes one name. Returns whether it was a link, whose target then comes first.
  private boolean step(Deque<String> rest, List<String> found) throws IOException {
    String name = rest.pop();
    if (name.equals("..")) {
      removeLast(found);
      return false;
    }
    found.add(name);
    if (!Files.isSymbolicLink(below(found))) {
      return false;
    }
    Path target = Files.readSymbolicLink(below(found));
    removeLast(found);
    if (target.isAbsolute()) {
      found.clear();
    }
    push(target, rest);
    return true;
  }

  private Path below(List<String> names) {
    return directory.resolve(String.join("/", names));
  }

  private static void removeLast(List<String> names) {
    if (!names.isEmpty()) {
      names.removeLast();
    }
  }

  private static void push(Path path, Deque<String> rest) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      rest.push(path.getName(i).toString());
    }
  }
}
