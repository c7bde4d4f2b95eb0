package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.testkit.ReleasedFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts in the queues of released versions, with a value of each type. */
class ReleasedQueueTest {
  private static final String FILE = "alert";

  @TempDir private Path folder;

  private static Alert alert() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("big", new BigInteger("18446744073709551615"));
    fields.put("flag", true);
    fields.put("list", List.of("a", 5L));
    fields.put("none", null);
    fields.put("number", -7L);
    fields.put("part", 0.25);
    fields.put("text", "größer");
    return new Alert(1_800_000_000_000_000_001L, Priority.CRITICAL, "A rule", "syscall", "m", fields,
        new TreeSet<>(List.of("tag", "other")), 4_711);
  }

  private static void write(Path to) throws IOException {
    Files.write(to.resolve(FILE), AlertCodec.of(alert()));
  }

  @Test
  void alertsOfAllVersionsAreRead() throws Exception {
    for (Path queue : ReleasedFiles.copies("queue", folder, ReleasedQueueTest::write)) {
      byte[] stored = Files.readAllBytes(queue.resolve(FILE));
      assertFalse(AlertCodec.isNewer(stored));
      Alert read = AlertCodec.read(stored);
      assertEquals(alert(), read, queue.toString());
      assertEquals(alert().threadId(), read.threadId());
    }
  }

  @Test
  void anAlertWithMoreBytesIsReadAndOneOfALaterFormatIsNot() throws Exception {
    byte[] stored = AlertCodec.of(alert());
    assertEquals(alert(), AlertCodec.read(Arrays.copyOf(stored, stored.length + 9)));
    stored[0]++;
    assertTrue(AlertCodec.isNewer(stored));
  }
}
