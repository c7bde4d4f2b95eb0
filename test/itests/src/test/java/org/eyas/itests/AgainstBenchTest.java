package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The table of {@code test/bench/against}, with programs that stand in for other agents. Skipped unless root on a kernel that runs the probe,
 * with a C compiler and Python.
 */
@Isolated("it measures and loads the machine")
@Timeout(600)
class AgainstBenchTest {
  private static final Path STAND_INS = Dist.checkout().resolve("test/itests/src/test/against");

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private Program.Result against(String... agents) throws Exception {
    LiveEngine.required(eyas, folder);
    for (String tool : List.of("cc", "python3", "chrt")) {
      if (!Packages.isThere(tool)) {
        System.out.println("skipped, no comparison of agents: there is no " + tool);
        Assumptions.abort("no " + tool);
      }
    }
    return Program.of(Dist.checkout().resolve("test/bench/against"), "-n", "1", "-l", "1", "-s", "1").and(agents)
        .with("EYAS_STAND_IN", Dist.home().resolve("bin/eyas").toString()).within(500).run();
  }

  private static List<String> row(Program.Result result, String name) {
    String row = result.out().lines().filter(line -> line.startsWith("| " + name + " |")).findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing: " + result.out() + result.err()));
    return Arrays.stream(row.split("\\|")).skip(2).map(String::strip).toList();
  }

  @Test
  void agentsHaveTheirColumnsAndWhatCannotBeMeasuredHasItsReason() throws Exception {
    Program.Result result =
        against(STAND_INS.resolve("falco").toString(), STAND_INS.resolve("tetragon").toString(), "tracee=/bin/false");
    assertEquals(0, result.exitCode(), () -> result.out() + result.err());
    assertEquals(List.of("eyas", "falco", "tetragon", "tracee"), row(result, "agent"));
    assertTrue(result.out().startsWith("Machine: "), result.out());
    assertTrue(result.out().contains("falco: Falco version: 0.44.1 (stand-in)"), result.out());
    List<String> replay = row(result, "replay");
    assertEquals(List.of("not measured: no capture (-e)", "not measured: no capture (-e)", "no replay", "no replay"), replay);
    for (String cell : row(result, "first covered call after the start").subList(0, 3)) {
      assertTrue(cell.matches("-?\\d+ ms \\(.*"), cell);
    }
    List<String> missed = row(result, "lost under load, of the marks");
    assertTrue(missed.get(0).matches("\\d+ of \\d+") && missed.get(1).matches("\\d+ of \\d+"), missed::toString);
    assertTenth(missed.get(2));
    List<String> counted = row(result, "lost under load, by its own count");
    assertTrue(counted.get(2).matches("[1-9]\\d* events"), counted::toString);
    for (String name : List.of("processor under load", "marks lost over a restart")) {
      assertEquals("not measured: ended without an alert (1)", row(result, name).get(3));
    }
  }

  // The program that stands in for Tetragon leaves out each tenth mark.
  private static void assertTenth(String lostOfAll) {
    String[] words = lostOfAll.split(" ");
    assertEquals(Integer.parseInt(words[2]) / 10, Integer.parseInt(words[0]), lostOfAll);
  }

  @Test
  void aProgramWithoutAnAdapterIsAMistakeThatNamesTheAdapters() throws Exception {
    Program.Result result = against("/bin/false");
    assertEquals(2, result.exitCode(), result.err());
    assertTrue(result.err().contains("there is no adapter against.d/false.sh"), result.err());
    assertTrue(result.err().contains("eyas falco tetragon tracee"), result.err());
  }
}
