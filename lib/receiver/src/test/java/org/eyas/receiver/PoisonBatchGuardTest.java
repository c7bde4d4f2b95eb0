package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PoisonBatchGuardTest {
  private static final ReceivedBatch BATCH = ReceivedBatch.of(entry("{\"a\": 1}"));

  @TempDir private Path folder;

  private static byte[] entry(String body) {
    return ("\0\0\0\0\0\0\0\0\0" + body).getBytes(StandardCharsets.US_ASCII); // no time, no sender
  }

  private void die(int runs) {
    for (int i = 0; i < runs; i++) {
      assertFalse(new PoisonBatchGuard(folder).isSetAside(BATCH), "run " + i);
    }
  }

  @Test
  void afterThreeRunsThatEndedWithTheSameBatchItIsSetAside() throws IOException {
    die(3);
    PoisonBatchGuard fourth = new PoisonBatchGuard(folder);
    assertTrue(fourth.isSetAside(BATCH));
    assertEquals("{\"a\": 1}\n", Files.readString(folder.resolve("refused.json")));
    assertEquals(1, fourth.count());
    assertFalse(fourth.isSetAside(BATCH), "the next batch");
  }

  @Test
  void aCommitEndsTheCount() {
    die(2);
    PoisonBatchGuard third = new PoisonBatchGuard(folder);
    assertFalse(third.isSetAside(BATCH));
    third.commit();
    die(3);
  }

  @Test
  void onlyTheFirstBatchOfARunCounts() {
    PoisonBatchGuard run = new PoisonBatchGuard(folder);
    for (int i = 0; i < 10; i++) {
      assertFalse(run.isSetAside(BATCH));
    }
    assertFalse(new PoisonBatchGuard(folder).isSetAside(BATCH));
  }

  @Test
  void theFileOfRefusedBatchesDoesNotGrowWithoutEnd() throws IOException {
    Path refused = folder.resolve("refused.json");
    Files.write(refused, new byte[16 << 20]);
    die(3);
    assertTrue(new PoisonBatchGuard(folder).isSetAside(BATCH));
    assertEquals(16 << 20, Files.size(refused));
  }

  @Test
  void theStoreGoesOnWithTheNextBatch() throws Exception {
    die(3);
    try (SpooledBatches store = SpooledBatches.open(new SpooledBatches.Storage(folder, 1 << 20, false, "a.key"))) {
      store.add(entry("[1]"));
      store.add(entry("[2]"));
      ReceivedBatch batch = store.next(Duration.ZERO);
      while (batch == null) {
        batch = store.next(Duration.ofSeconds(1));
      }
      assertEquals("[2]", TestReceiver.body(batch));
      assertEquals(1, store.figures().lost());
      store.commit();
      assertFalse(Files.exists(folder.resolve("begun")));
    }
    assertEquals("[1]\n", Files.readString(folder.resolve("refused.json")));
  }
}
