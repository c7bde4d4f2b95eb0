package org.eyas.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cgroup into which a test puts a process to stop it without a signal, as another program of root could. */
final class FreezingCgroup implements AutoCloseable {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final boolean IS_VERSION_1 = Files.exists(GROUPS.resolve("freezer"));

  private final Path group;

  private FreezingCgroup(Path group) {
    this.group = group;
  }

  /** Moves the process; skips the test if this machine does not permit that. */
  static FreezingCgroup required(long pid) {
    FreezingCgroup freezer = new FreezingCgroup(GROUPS.resolve(IS_VERSION_1 ? "freezer" : "").resolve("eyas-test-" + pid));
    try {
      Files.createDirectory(freezer.group);
      freezer.write("cgroup.procs", String.valueOf(pid));
    } catch (IOException e) {
      assumeTrue(false, "no process can be moved to another cgroup here: " + e);
    }
    return freezer;
  }

  void freeze() throws IOException {
    write(IS_VERSION_1 ? "freezer.state" : "cgroup.freeze", IS_VERSION_1 ? "FROZEN" : "1");
  }

  void thaw() throws IOException {
    write(IS_VERSION_1 ? "freezer.state" : "cgroup.freeze", IS_VERSION_1 ? "THAWED" : "0");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(group.resolve(file), text);
  }

  /** The process must have ended: a cgroup with processes cannot be removed. */
  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}
