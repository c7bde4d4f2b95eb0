package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.failure.Reason;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SpooledBatchesTest {
  private static final long ROOMY = 1 << 20;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private SpooledBatches open(long bytes, boolean fsync) throws IOException {
    return SpooledBatches.open(new SpooledBatches.Storage(folder, bytes, fsync, "a.key"));
  }

  private static byte[] entry(String sender, String body) {
    byte[] prefix = ReceivedBatch.prefix(sender);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] entry = Arrays.copyOf(prefix, prefix.length + bytes.length);
    System.arraycopy(bytes, 0, entry, prefix.length, bytes.length);
    ReceivedBatch.setTime(entry, 1_800_000_000_000L);
    return entry;
  }

  private static ReceivedBatch next(BatchStore store) throws IOException, InterruptedException {
    ReceivedBatch batch = store.next(LONG);
    assertNotNull(batch);
    return batch;
  }

  private static boolean isRepeated(BatchStore store, String identity) {
    byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
    return store.isRepeated(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBatchThatWasNotCommittedComesAgainAfterARestart(boolean fsync) throws Exception {
    try (SpooledBatches store = open(ROOMY, fsync)) {
      assertTrue(store.add(entry("größer", "[1]")));
      assertTrue(store.add(entry("", "[2]")));
      assertEquals("[1]", TestReceiver.body(next(store)));
      assertEquals(2, store.figures().waiting());
    }
    try (SpooledBatches store = open(ROOMY, fsync)) {
      ReceivedBatch first = next(store);
      assertEquals("[1]", TestReceiver.body(first));
      assertEquals("größer", first.sender());
      assertEquals(1_800_000_000_000L, first.receivedMillis());
      store.commit();
      assertEquals("[2]", TestReceiver.body(next(store)));
      store.commit();
    }
    try (SpooledBatches store = open(ROOMY, fsync)) {
      assertNull(store.next(Duration.ofMillis(1)));
      assertEquals(0, store.figures().bytes());
    }
  }

  @Test
  void theConsumerWaitsForABatch() throws Exception {
    try (SpooledBatches store = open(ROOMY, false); var thread = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 50; i++) {
        String body = "[" + i + "]";
        Future<Boolean> added = thread.submit(() -> store.add(entry("", body)));
        assertEquals(body, TestReceiver.body(next(store)));
        store.commit();
        assertTrue(added.get());
      }
    }
  }

  @Test
  void aBatchMustBeCommittedBeforeTheNextIsTaken() throws Exception {
    try (SpooledBatches store = open(ROOMY, false)) {
      store.add(entry("", "[1]"));
      next(store);
      assertThrows(IllegalStateException.class, () -> store.next(LONG));
    }
  }

  @Test
  void whenItIsFullItKeepsNothingAndSaysSoUntilHalfIsFree() throws Exception {
    try (SpooledBatches store = open(32 << 10, false)) {
      int kept = 0;
      while (store.add(entry("", "[" + "1".repeat(1_000) + "]"))) {
        kept++;
      }
      assertTrue(kept > 20, "kept " + kept);
      assertEquals(folder + " is full (a.key: 32768 bytes)", store.problem());
      for (int i = 0; i < 6; i++) {
        next(store);
        store.commit();
      }
      assertTrue(store.add(entry("", "[2]")));
      assertFalse(store.problem().isEmpty());
      for (int i = 6; i < kept; i++) {
        next(store);
        store.commit();
      }
      assertEquals("", store.problem(), "although nobody sends");
      assertTrue(store.add(entry("", "[3]")));
    }
  }

  @Test
  void batchesOfManyThreadsAreAllKeptAndEachOnce() throws Exception {
    Set<String> sent = ConcurrentHashMap.newKeySet();
    try (SpooledBatches store = open(64 << 20, true)) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 400; i++) {
          String body = "[" + i + " " + "x".repeat(i * 37) + "]";
          threads.submit(() -> store.add(entry("", body)) && sent.add(body));
        }
      }
      List<String> taken = new ArrayList<>();
      for (ReceivedBatch batch = store.next(Duration.ZERO); batch != null; batch = store.next(Duration.ZERO)) {
        taken.add(TestReceiver.body(batch));
        store.commit();
      }
      assertEquals(400, taken.size());
      assertEquals(sent, new HashSet<>(taken));
    }
  }

  @Test
  void eventsOfACommittedBatchAreKnownAfterARestartAndThoseOfAnotherAreNot() throws Exception {
    try (SpooledBatches store = open(ROOMY, false)) {
      store.add(entry("", "[1]"));
      store.add(entry("", "[2]"));
      next(store);
      assertFalse(isRepeated(store, "event 1"));
      assertTrue(isRepeated(store, "event 1"));
      store.commit();
      next(store);
      assertFalse(isRepeated(store, "event 2"));
    }
    try (SpooledBatches store = open(ROOMY, false)) {
      assertEquals("[2]", TestReceiver.body(next(store)));
      assertFalse(isRepeated(store, "event 2"));
      assertTrue(isRepeated(store, "event 1"));
      assertEquals(1, store.figures().repeated());
    }
  }

  @Test
  void aBatchIsAlsoCommittedIfTheThreadIsInterrupted() throws Exception {
    try (SpooledBatches store = open(ROOMY, false)) {
      store.add(entry("", "[1]"));
      store.add(entry("", "[2]"));
      next(store);
      Thread.currentThread().interrupt();
      store.commit();
      assertTrue(Thread.interrupted(), "the interrupt is still there");
      assertEquals("[2]", TestReceiver.body(next(store)));
    }
  }

  @Test
  void afterItIsClosedNothingIsKept() throws Exception {
    SpooledBatches store = open(ROOMY, false);
    store.close();
    assertThrows(IOException.class, () -> store.add(entry("", "[1]")));
  }

  @Test
  void anInterruptOfTheThreadThatClosesLosesNoBatchThatIsBeingWritten() throws Exception {
    AtomicInteger kept = new AtomicInteger();
    List<Future<String>> failures = new ArrayList<>();
    byte[] large = entry("", "[" + "1".repeat(200_000) + "]");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SpooledBatches store = open(1L << 30, true);
      for (int i = 0; i < 8; i++) {
        failures.add(threads.submit(() -> addUntilItFails(store, large, kept)));
      }
      ConditionWait.until(() -> kept.get() > 0);
      Thread.currentThread().interrupt();
      store.close();
      assertTrue(Thread.interrupted(), "the interrupt is still there");
    }
    for (Future<String> failure : failures) {
      assertEquals("the receiver is being closed", failure.get());
    }
    try (SpooledBatches store = open(1L << 30, true)) {
      assertEquals(kept.get(), store.figures().waiting());
    }
  }

  private static String addUntilItFails(SpooledBatches store, byte[] entry, AtomicInteger kept) throws InterruptedException {
    try {
      while (store.add(entry)) {
        kept.incrementAndGet();
      }
      return "full";
    } catch (IOException e) {
      return Reason.of(e);
    }
  }

  @Test
  void theDirectoryIsFreeAfterTheLastCommitCouldNotBeWritten() throws Exception {
    Path position = folder.resolve("position");
    Files.createSymbolicLink(position, Path.of("/dev/full"));
    byte[] large = entry("", "[" + "1".repeat(500_000) + "]");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SpooledBatches store = open(1L << 30, true);
      threads.submit(() -> addUntilItFails(store, large, new AtomicInteger()));
      do {
        next(store);
      } while (isWrittenAtOnce(store));
      assertThrows(IOException.class, store::close);
    }
    Files.delete(position);
    open(1L << 30, true).close();
  }

  // If so, it fails. Otherwise, another batch is being written, so that the commit waits for the next call.
  private static boolean isWrittenAtOnce(SpooledBatches store) {
    try {
      store.commit();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamed() throws IOException {
    try (SpooledBatches store = open(ROOMY, false)) {
      assertEquals("", store.problem());
      assertEquals("cannot keep batches in " + folder + ": this process uses it already",
          assertThrows(IOException.class, () -> open(ROOMY, false)).getMessage());
    }
    Files.createDirectory(folder.resolve("sub"));
    Files.createDirectory(folder.resolve("sub/window"));
    var storage = new SpooledBatches.Storage(folder.resolve("sub"), ROOMY, false, "a.key");
    String message = assertThrows(IOException.class, () -> SpooledBatches.open(storage)).getMessage();
    assertTrue(message.startsWith("cannot keep batches in " + folder.resolve("sub") + ": "), message);
  }

  @Test
  void inMemoryABatchWithoutRoomIsLostAndCounted() throws Exception {
    try (MemoryBatches store = new MemoryBatches(30)) {
      assertNull(store.next(Duration.ofMillis(1)));
      assertTrue(store.add(entry("a", "[1]")));
      assertTrue(store.add(entry("a", "[2]")));
      assertTrue(store.add(entry("a", "[3]")));
      assertEquals(1, store.figures().lost());
      assertEquals("[1]", TestReceiver.body(next(store)));
      assertFalse(isRepeated(store, "event"));
      assertTrue(isRepeated(store, "event"));
      store.commit();
      assertTrue(store.add(entry("a", "[4]")));
      assertEquals(2, store.figures().waiting());
      assertEquals("[2]", TestReceiver.body(next(store)));
    }
  }
}
