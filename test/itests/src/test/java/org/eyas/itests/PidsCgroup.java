package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Assumptions;

/** A cgroup that limits how many processes and threads a program may have. */
final class PidsCgroup implements AutoCloseable {
  private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/pids");
  private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");

  private final Path folder;

  private PidsCgroup(Path folder) {
    this.folder = folder;
  }

  /** Creates one; the test is skipped where that is impossible. */
  static PidsCgroup required() {
    Path root = Files.isDirectory(FIRST_VERSION) ? FIRST_VERSION : SECOND_VERSION;
    Path folder = root.resolve("eyas-test-" + ThreadLocalRandom.current().nextInt(1_000_000));
    try {
      Files.createDirectory(folder);
      if (Files.exists(folder.resolve("pids.max"))) {
        return new PidsCgroup(folder);
      }
      Files.delete(folder);
      return skipped(root + " has no controller of processes");
    } catch (IOException e) {
      return skipped(e.toString());
    }
  }

  private static PidsCgroup skipped(String reason) {
    System.out.println("skipped, no limit of threads: " + reason);
    return Assumptions.abort(reason);
  }

  /** The program in this cgroup, from its first instruction on. */
  Program program(String... arguments) {
    String enter = "echo 0 > " + folder.resolve("cgroup.procs") + " && exec \"$0\" \"$@\"";
    return Program.of("sh", "-c", enter, Dist.home().resolve("bin/eyas").toString()).and(arguments);
  }

  void limit(int threads) throws IOException {
    Files.writeString(folder.resolve("pids.max"), Integer.toString(threads));
  }

  /** No thread more than there are now. */
  void limitToCurrent() throws IOException {
    Files.writeString(folder.resolve("pids.max"), Files.readString(folder.resolve("pids.current")).strip());
  }

  void unlimited() throws IOException {
    Files.writeString(folder.resolve("pids.max"), "max");
  }

  /** Removes it, after its programs have ended. */
  @Override
  public void close() {
    ConditionWait.until(() -> folder.toFile().delete() || !Files.exists(folder));
  }
}
