package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.ConditionWait;

/**
 * Cgroups that were left to a user, who gave those below the names of containers: one as in the subtree of the user's own systemd, and
 * one in a subtree that an administrator gave away, of which the path does not show it.
 */
final class LeftCgroups implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String ID = "0123456789abcdef".repeat(4);

  private final Path mounted = Files.isDirectory(ROOT.resolve("cpu")) ? ROOT.resolve("cpu") : ROOT;
  private final List<Path> made = new ArrayList<>();
  private final List<Path> named = new ArrayList<>();

  LeftCgroups(String account) throws IOException, InterruptedException {
    named.add(make(mounted.resolve("user.slice/user-1000.slice/user@1000.service/app.slice/docker-" + ID + ".scope")));
    named.add(make(mounted.resolve("eyas-left/docker/" + ID)));
    named.add(make(mounted.resolve("eyas-left/libpod-" + ID + ".scope/container")));
    for (Path folder : made) {
      assertEquals(0, Program.of("chown", "-R", account, folder.toString()).run().exitCode());
    }
  }

  private Path make(Path cgroup) throws IOException {
    for (Path folder = cgroup; !folder.equals(mounted) && !Files.exists(folder); folder = folder.getParent()) {
      made.add(folder);
    }
    return Files.createDirectories(cgroup);
  }

  List<Path> named() {
    return named;
  }

  /** The beginning of a command of the shell that moves the shell there: with the rights of the user, or else of the user's systemd. */
  static String moveTo(Path cgroup) {
    String processes = cgroup + "/cgroup.procs";
    return "echo $$ 2>/dev/null > " + processes + " || echo $$ | sudo tee " + processes + " > /dev/null; "
        + "grep -q " + ID + " /proc/self/cgroup || exit 1; ";
  }

  @Override
  public void close() {
    made.stream().sorted((a, b) -> b.getNameCount() - a.getNameCount())
        .forEach(folder -> ConditionWait.until(() -> folder.toFile().delete()));
  }
}
