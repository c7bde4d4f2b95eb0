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

class LastReadTimeTest {
  @TempDir private Path folder;
  private Duration now = Duration.ofDays(1);

  private LastReadTime ofProcess(long process) {
    return new LastReadTime(file(), process, () -> now);
  }

  private Path file() {
    return folder.resolve("last-reading");
  }

  @Test
  void theFirstEngineHasNoGap() {
    assertEquals(Optional.empty(), ofProcess(7).recordReading());
  }

  @Test
  void theNextEngineKnowsForHowLongNoEventsWereReadAndSaysItOnce() {
    LastReadTime first = ofProcess(4_194_304);
    first.recordReading();
    now = now.plusSeconds(5);
    first.recordReading();
    now = now.plusMillis(3_210);
    LastReadTime next = ofProcess(7);
    assertEquals(Optional.of(Duration.ofMillis(3_210)), next.recordReading());
    assertEquals(Optional.empty(), next.recordReading());
  }

  @Test
  void anUpdateOfTheEngineInOneProcessIsNoGap() {
    ofProcess(7).recordReading();
    now = now.plusSeconds(1);
    assertEquals(Optional.empty(), ofProcess(7).recordReading());
  }

  @Test
  void aFileThatWasNotWrittenToItsEndIsReplaced() throws Exception {
    Files.createFile(file());
    assertEquals(Optional.empty(), ofProcess(7).recordReading());
    assertEquals(Optional.of(Duration.ZERO), ofProcess(8).recordReading());
  }

  @Test
  void aFolderThatIsGoneStopsNothing() throws Exception {
    LastReadTime last = ofProcess(7);
    Files.delete(folder);
    assertEquals(Optional.empty(), last.recordReading());
    Files.createDirectory(folder);
    last.recordReading();
    assertTrue(Files.exists(file()));
  }

  @Test
  void itIsInTheFirstFolderOfTheUnitAndCountsFromTheBoot() throws Exception {
    LastReadTime last = LastReadTime.of(Map.of("RUNTIME_DIRECTORY", folder + ":/run/other"));
    assertNotNull(last);
    last.recordReading();
    String[] words = Files.readString(file()).strip().split(" +");
    assertEquals(ProcessHandle.current().pid(), Long.parseLong(words[0]));
    double now = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
    double noted = Long.parseLong(words[1]) / 1e3;
    assertTrue(noted <= now && noted > now - 600, noted + " " + now);
    assertNull(LastReadTime.of(Map.of()));
    assertNull(LastReadTime.of(Map.of("RUNTIME_DIRECTORY", "")));
  }
}
