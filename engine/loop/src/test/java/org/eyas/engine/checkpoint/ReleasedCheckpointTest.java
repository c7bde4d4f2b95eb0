package org.eyas.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.eyas.engine.loop.HoldingLoop;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of released versions, of one rule of each kind. The rules must not change: a checkpoint names them by their definitions. */
class ReleasedCheckpointTest {
  private static final String[] RULES = {
      "first: {condition: evt.type = openat, value: fd.name, by: proc.pid, learn: 1s} => %proc.name opened the new file %fd.name",
      "sequence: {within: 2m, by: proc.pid, steps: [{name: open, condition: evt.type = openat}, "
          + "{name: run, condition: evt.type = execve}]} => %open.proc.name opened %open.fd.name, then %proc.name ran",
      "threshold: {condition: evt.type = openat, distinct: fd.name, at_least: 4, within: 2m, by: proc.pid} "
          + "=> %proc.name opened %threshold.values"
  };

  @TempDir private Path folder;

  private static HoldingLoop loop(Path directory) {
    return HoldingLoop.lasting(CheckpointStore.in(directory.toString(), "syscall"), RULES);
  }

  private static void write(Path to) throws Exception {
    loop(to).opens(42, 1, "/a").opens(42, 2, "/b").opens(42, 3, "/c").run();
  }

  @Test
  void rulesContinueWithTheCheckpointsOfAllVersions() throws Exception {
    for (Path checkpoint : ReleasedFiles.copies("checkpoint", folder, ReleasedCheckpointTest::write)) {
      HoldingLoop next = loop(checkpoint).opens(42, 3_000, "/b").opens(42, 3_001, "/d").executes(42, 3_002, "nginx");
      assertEquals(
          List.of("shell opened the new file /d", "shell opened (/a,/b,/c,/d)", "shell opened /d, then nginx ran"), next.run(),
          checkpoint.toString());
    }
  }
}
