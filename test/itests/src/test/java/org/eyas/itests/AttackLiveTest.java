package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Floods on all processors hide no privileged call and no new program of another process; {@code test/bench/attack} has more floods, and
 * runs them for longer. Skipped unless root on a kernel that runs the probe, with a C compiler.
 */
@Isolated("it floods all processors")
@Timeout(300)
class AttackLiveTest {
  private static final Path BENCH = Dist.checkout().resolve("test/bench/src/main");
  private static final int MARKS = 100;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private Path compiled() throws Exception {
    Path attack = folder.resolve("attack");
    try {
      Program.Result result = Program.of("cc", "-O2", "-o", attack.toString(), BENCH.resolve("c/attack.c").toString()).run();
      assertEquals(0, result.exitCode(), result.err());
    } catch (IOException e) {
      System.out.println("skipped, no flood: there is no C compiler");
      Assumptions.abort("no C compiler");
    }
    return attack;
  }

  @ParameterizedTest
  @CsvSource({"failures, false", "opens, false", "opens, true"})
  void everyActionRaisesItsAlert(String kind, boolean pushdown) throws Exception {
    LiveEngine engine = LiveEngine.required(eyas, folder);
    Path attack = compiled();
    Path marks = Files.copy(attack, folder.resolve("eyas-marks"));
    engine.start(List.of("-r", BENCH.resolve("rules/attack.yaml").toString(), "-o", "eyas.pushdown.enabled=" + pushdown));
    Process flood = Program.of(attack, kind, "3").start(folder.resolve("flood"), folder.resolve("flood.err"));
    Program.Result actions = Program.of(marks, "marks", Integer.toString(MARKS), "2").run();
    assertEquals(0, actions.exitCode(), actions.err());
    assertEquals(0, flood.waitFor());
    engine.stop();
    for (String mark : List.of("program", "setuid", "ptrace", "memfd")) {
      assertEquals(MARKS, eyas.count("out", "mark " + mark + " "), mark);
    }
  }
}
