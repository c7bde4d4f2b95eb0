package org.eyas.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastReadingTest {
  @TempDir private Path folder;
  private Duration now = Duration.ofDays(1);

  private LastReading ofProcess(long process) {
    return new LastReading(file(), process, () -> now);
  }

  private Path file() {
    return folder.resolve("last-reading");
  }

  @Test
  void theFirstEngineHasNoGap() {
    assertEquals(Optional.empty(), ofProcess(7).note());
  }

  @Test
  void theNextEngineKnowsForHowLongNoEventsWereReadAndSaysItOnce() {
    LastReading first = ofProcess(4_194_304);
    first.note();
    now = now.plusSeconds(5);
    first.note();
    now = now.plusMillis(3_210);
    LastReading next = ofProcess(7);
    assertEquals(Optional.of(Duration.ofMillis(3_210)), next.note());
    assertEquals(Optional.empty(), next.note());
  }

  @Test
  void anUpdateOfTheEngineInOneProcessIsNoGap() {
    ofProcess(7).note();
    now = now.plusSeconds(1);
    assertEquals(Optional.empty(), ofProcess(7).note());
  }

  @Test
  void aFileThatWasNotWrittenToItsEndIsReplaced() throws Exception {
    Files.createFile(file());
    assertEquals(Optional.empty(), ofProcess(7).note());
    assertEquals(Optional.of(Duration.ZERO), ofProcess(8).note());
  }

  @Test
  void aFolderThatIsGoneStopsNothing() throws Exception {
    LastReading last = ofProcess(7);
    Files.delete(folder);
    assertEquals(Optional.empty(), last.note());
    Files.createDirectory(folder);
    last.note();
    assertTrue(Files.exists(file()));
  }

  @Test
  void itIsInTheFirstFolderOfTheUnitAndCountsFromTheBoot() throws Exception {
    LastReading last = LastReading.of(Map.of("RUNTIME_DIRECTORY", folder + ":/run/other"));
    assertNotNull(last);
    last.note();
    String[] words = Files.readString(file()).strip().split(" +");
    assertEquals(ProcessHandle.current().pid(), Long.parseLong(words[0]));
    double now = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
    double noted = Long.parseLong(words[1]) / 1e3;
    assertTrue(noted <= now && noted > now - 600, noted + " " + now);
    assertNull(LastReading.of(Map.of()));
    assertNull(LastReading.of(Map.of("RUNTIME_DIRECTORY", "")));
  }
}
