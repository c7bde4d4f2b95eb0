package org.eyas.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, as with {@code kill -9}, while they write and read. */
@Timeout(120)
class KillTest {
  private static final int ROUNDS = 4;

  @TempDir private Path directory;

  private final List<Integer> kept = new ArrayList<>();
  private final List<Integer> delivered = new ArrayList<>();

  @Test
  void whatWasKeptIsThereInOrderAndWhatWasDeliveredComesAtMostOnceMore() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(kept.isEmpty() ? 1 : kept.getLast() + 10, 300 + 211 * round);
      // A killed process may have stored one number more than it could print, but never fewer.
      try (Spool spool = Spool.open(directory, 64 << 20, false)) {
        List<Integer> there = spool.read(100_000).stream().map(entry -> ByteBuffer.wrap(entry).getInt()).toList();
        List<Integer> owed = new ArrayList<>(kept);
        owed.removeAll(delivered);
        assertTrue(there.containsAll(owed), () -> "of " + owed + " only " + there);
        assertEquals(there.stream().sorted().toList(), there);
        assertTrue(there.size() - owed.size() <= 2 * (ROUNDS + 1), there.size() + " there, " + owed.size() + " owed");
        assertEquals(0, spool.damaged());
      }
    }
  }

  private void runAndKill(int first, int lines) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp", System.getProperty("java.class.path"),
            KilledWriter.class.getName(), directory.toString(), String.valueOf(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader()) {
      for (int i = 0; i < lines; i++) {
        note(out.readLine());
      }
      process.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, this leaves the output readable
      out.lines().filter(line -> line.matches("(kept|delivered) \\d+")).forEach(this::note);
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }
  }

  private void note(String line) {
    int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    (line.startsWith("kept") ? kept : delivered).add(number);
  }
}
