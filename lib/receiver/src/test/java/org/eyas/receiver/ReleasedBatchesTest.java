package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Received batches of released versions: one that was evaluated, whose event is known, and one that waits. */
@Timeout(120)
class ReleasedBatchesTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final byte[] IDENTITY = "event 1".getBytes(StandardCharsets.UTF_8);
  private static final int WRITTEN_WINDOW = 64;

  @TempDir private Path folder;

  private static SpooledBatches open(Path directory) throws IOException {
    return SpooledBatches.open(new SpooledBatches.Storage(directory, 1 << 20, false, "a.key"));
  }

  private static byte[] entry(String sender, String body) {
    byte[] prefix = ReceivedBatch.prefix(sender);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] entry = Arrays.copyOf(prefix, prefix.length + bytes.length);
    System.arraycopy(bytes, 0, entry, prefix.length, bytes.length);
    ReceivedBatch.setTime(entry, System.currentTimeMillis());
    return entry;
  }

  private static void write(Path to) throws Exception {
    try (SpooledBatches batches = open(to)) {
      batches.add(entry("größer", "[1]"));
      batches.add(entry("größer", "[2]"));
      assertNotNull(batches.next(LONG));
      assertFalse(batches.isRepeated(IDENTITY, 0, IDENTITY.length));
      batches.commit();
    }
    shorten(to.resolve("window"));
  }

  // The file is 3 MB of zeros after its first entries; it is filled up again when it is opened.
  private static void shorten(Path window) throws IOException {
    Files.write(window, Arrays.copyOf(Files.readAllBytes(window), WRITTEN_WINDOW));
  }

  @Test
  void batchesOfAllVersionsAreEvaluatedOnce() throws Exception {
    for (Path released : ReleasedFiles.copies("batches", folder, ReleasedBatchesTest::write)) {
      try (SpooledBatches batches = open(released)) {
        ReceivedBatch second = batches.next(LONG);
        assertNotNull(second, released.toString());
        assertEquals("[2]", TestReceiver.body(second));
        assertEquals("größer", second.sender());
        assertTrue(batches.isRepeated(IDENTITY, 0, IDENTITY.length));
        batches.commit();
        assertNull(batches.next(Duration.ofMillis(1)));
      }
    }
  }

  @Test
  void aBatchOfALaterFormatWaitsAndDoesNotStopTheNext() throws Exception {
    byte[] newer = entry("", "[newer]");
    newer[0] = 2;
    try (SpooledBatches batches = open(folder)) {
      batches.add(newer);
      batches.add(entry("", "[known]"));
      ReceivedBatch known = batches.next(LONG);
      assertNotNull(known);
      assertEquals("[known]", TestReceiver.body(known));
      batches.commit();
      assertNull(batches.next(Duration.ofMillis(1)));
    }
    try (SpooledBatches batches = open(folder)) {
      assertNull(batches.next(Duration.ofMillis(1)));
    }
    assertTrue(Files.isDirectory(folder.resolve("newer")));
  }
}
