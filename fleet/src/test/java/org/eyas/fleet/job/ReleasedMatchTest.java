package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matches that waited in the state of released versions of the job. */
class ReleasedMatchTest {
  private static final String FILE = "match";
  private static final byte[] ALERT = "{\"rule\":\"größer\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private static void write(Path to) throws IOException {
    Files.write(to.resolve(FILE), new StepMatch("rule and group", 17, 5, "alerts/0@7", ALERT).bytes());
  }

  @Test
  void matchesOfAllVersionsAreRead() throws Exception {
    for (Path released : ReleasedFiles.copies("match", folder, ReleasedMatchTest::write)) {
      StepMatch match = StepMatch.of(Files.readAllBytes(released.resolve(FILE)));
      assertEquals(List.of("rule and group", "alerts/0@7"), List.of(match.key(), match.id()), released.toString());
      assertEquals(List.of(17L, 5L), List.of(match.nanos(), (long) match.steps()));
      assertArrayEquals(ALERT, match.alert());
    }
  }
}
