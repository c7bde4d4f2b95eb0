package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.relay.StateCodec;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that processes of released versions left to the next process. */
class ReleasedLeftStateTest {
  private static final String BOOT = "a boot";
  private static final LeftStateSummary SUMMARY =
      new LeftStateSummary(
          new SourceInfo("modern_ebpf", "syscall", true, "the probe"), 17, 4_711, true, Instant.ofEpochMilli(123_456));

  @TempDir private Path folder;

  private static LeftStateFile file(Path directory) {
    return new LeftStateFile(directory, BOOT, 1 << 20);
  }

  private static void report(StateSink into) {
    into.onHost(new HostInfo("machine", 1, 17, List.of()));
    into.onUser(new UserEntry(UserEntry.Kind.USER, 7, 8, "ann", "/home/ann", "/bin/sh"));
  }

  private static void write(Path to) {
    file(to).write(SUMMARY, ReleasedLeftStateTest::report, 60_000);
  }

  @Test
  void theStateOfAllVersionsIsContinued() throws Exception {
    for (Path released : ReleasedFiles.copies("left-state", folder, ReleasedLeftStateTest::write)) {
      Files.setPosixFilePermissions(released.resolve("left-state"), PosixFilePermissions.fromString("rw-------"));
      LeftState left = file(released).remove().orElseThrow();
      assertEquals(SUMMARY, left.summary(), released.toString());
      assertArrayEquals(StateCodec.encode(ReleasedLeftStateTest::report), left.tables().readAllBytes());
    }
  }
}
