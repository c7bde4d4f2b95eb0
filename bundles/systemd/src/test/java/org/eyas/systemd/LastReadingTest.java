package org.eyas.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastReadingTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir private Path folder;

  private LastReading startedAt(Instant start) {
    return new LastReading(folder.resolve("last-reading"), start);
  }

  @Test
  void theFirstEngineHasNoGap() {
    assertEquals(Optional.empty(), startedAt(NOON).gap(NOON));
  }

  @Test
  void theNextEngineKnowsForHowLongNoEventsWereRead() {
    LastReading first = startedAt(NOON);
    first.note(NOON.plusSeconds(5));
    first.note(NOON.plusSeconds(10));
    assertEquals(Optional.of(Duration.ofSeconds(3)), startedAt(NOON.plusSeconds(11)).gap(NOON.plusSeconds(13)));
  }

  @Test
  void anUpdateOfTheEngineInOneProcessIsNoGap() {
    startedAt(NOON).note(NOON.plusSeconds(5));
    assertEquals(Optional.empty(), startedAt(NOON).gap(NOON.plusSeconds(6)));
  }

  @Test
  void aFolderThatIsGoneStopsNothing() throws Exception {
    LastReading last = startedAt(NOON);
    Files.delete(folder);
    last.note(NOON);
    assertEquals(Optional.empty(), last.gap(NOON));
    Files.createDirectory(folder);
    last.note(NOON);
    assertTrue(Files.exists(folder.resolve("last-reading")));
  }

  @Test
  void itIsInTheFirstFolderOfTheUnit() throws Exception {
    LastReading last = LastReading.of(Map.of("RUNTIME_DIRECTORY", folder + ":/run/other"));
    assertNotNull(last);
    last.note(Instant.now());
    assertTrue(Files.exists(folder.resolve("last-reading")));
    assertNull(LastReading.of(Map.of()));
    assertNull(LastReading.of(Map.of("RUNTIME_DIRECTORY", "")));
  }
}
