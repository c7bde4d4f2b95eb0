package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityWindowTest {
  private static final long NOON = 1_800_000_000_000L;

  @TempDir private Path folder;

  private static boolean isRepeated(IdentityWindow window, String identity, long millis) {
    byte[] bytes = ("x" + identity + "y").getBytes(StandardCharsets.UTF_8);
    return window.isRepeated(bytes, 1, bytes.length - 2, millis);
  }

  private IdentityWindow open() throws IOException {
    return IdentityWindow.open(folder.resolve("window"));
  }

  @Test
  void anIdentityIsKnownForTwoMinutes() {
    IdentityWindow window = IdentityWindow.inMemory();
    assertFalse(isRepeated(window, "a", NOON));
    assertTrue(isRepeated(window, "a", NOON));
    assertFalse(isRepeated(window, "b", NOON + 1));
    assertTrue(isRepeated(window, "a", NOON + 120_000));
    assertFalse(isRepeated(window, "a", NOON + 120_001));
    assertTrue(isRepeated(window, "a", NOON + 120_002), "it counts as new from then on");
    assertTrue(isRepeated(window, "b", NOON - 3_600_000), "the clock was set back");
    assertEquals(4, window.repeated());
  }

  @Test
  void onlyTheNewestHundredThousandAreKnown() {
    IdentityWindow window = IdentityWindow.inMemory();
    for (int i = 0; i <= IdentityWindow.CAPACITY; i++) {
      assertFalse(isRepeated(window, "event " + i, NOON));
    }
    assertTrue(isRepeated(window, "event 1", NOON));
    assertFalse(isRepeated(window, "event 0", NOON));
  }

  @Test
  void itAnswersAsAListOfAllIdentitiesWouldAlsoAcrossRestarts() throws IOException {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("IdentityWindowTest seed " + seed);
    Random random = new Random(seed);
    Map<String, Long> model = new LinkedHashMap<>();
    long now = NOON;
    for (int run = 0; run < 4; run++) {
      try (IdentityWindow window = open()) {
        for (int i = 0; i < 60_000; i++) {
          now += random.nextInt(8);
          String identity = String.valueOf(random.nextInt(90_000));
          Long before = model.get(identity);
          boolean known = before != null && now - before <= IdentityWindow.MAX_AGE_MILLIS;
          assertEquals(known, isRepeated(window, identity, now), "run " + run + ", event " + i);
          if (!known) {
            model.remove(identity);
            model.put(identity, now);
          }
          if (i % 1_000 == 999) {
            window.save();
          }
        }
      }
    }
  }

  @Test
  void identitiesThatWereNotSavedAreUnknownAfterARestart() throws IOException {
    try (IdentityWindow window = open()) {
      isRepeated(window, "saved", NOON);
      window.save();
      isRepeated(window, "not saved", NOON);
    }
    try (IdentityWindow window = open()) {
      assertTrue(isRepeated(window, "saved", NOON));
      assertFalse(isRepeated(window, "not saved", NOON));
    }
  }

  @Test
  void aDamagedFileForgetsButDoesNotFailNorKnowTooMuch() throws IOException {
    try (IdentityWindow window = open()) {
      for (int i = 0; i < 1_000; i++) {
        isRepeated(window, "event " + i, NOON);
      }
      window.save();
    }
    Path file = folder.resolve("window");
    byte[] bytes = Files.readAllBytes(file);
    new Random(7).nextBytes(bytes);
    Files.write(file, bytes);
    try (IdentityWindow window = open()) {
      assertFalse(isRepeated(window, "event 5", NOON));
      assertTrue(isRepeated(window, "event 5", NOON));
      window.save();
    }
    try (IdentityWindow window = open()) {
      assertTrue(isRepeated(window, "event 5", NOON));
    }
    Files.write(file, new byte[] {1, 2, 3});
    try (IdentityWindow window = open()) {
      assertFalse(isRepeated(window, "event 5", NOON));
    }
  }

  @Test
  void theFileHasItsFullSizeFromTheStartSoThatAFullDiskDoesNotMatter() throws IOException {
    try (IdentityWindow window = open()) {
      long size = Files.size(folder.resolve("window"));
      for (int i = 0; i < 110_000; i++) {
        isRepeated(window, "event " + i, NOON);
      }
      window.save();
      assertEquals(size, Files.size(folder.resolve("window")));
    }
  }
}
