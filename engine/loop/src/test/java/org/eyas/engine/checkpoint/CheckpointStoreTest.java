package org.eyas.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  private static final byte[] MEMORY = {1, 2, 3};

  @TempDir private Path folder;

  private CheckpointStore memory() {
    return CheckpointStore.in(folder.resolve("memory").toString(), "a/b");
  }

  @Test
  void aThreadWritesWhatTheNextStartReads() {
    memory().write(MEMORY, 1);
    ConditionWait.until(() -> Files.exists(folder.resolve("memory/a%2Fb.memory")));
    assertArrayEquals(MEMORY, memory().read().orElseThrow());
  }

  @Test
  void aMemoryIsNeededUntilItIsWritten() throws Exception {
    Files.createFile(folder.resolve("memory"));
    CheckpointStore memory = memory();
    memory.end(MEMORY, 1);
    assertTrue(memory.needsWriting(1));
    Files.delete(folder.resolve("memory"));
    memory.end(MEMORY, 1);
    assertFalse(memory.needsWriting(1));
    assertTrue(memory.needsWriting(2));
    assertArrayEquals(MEMORY, memory().read().orElseThrow());
  }

  @Test
  void aMemoryWhoseDirectoryIsRemovedIsNeededAgain() throws Exception {
    CheckpointStore memory = memory();
    memory.end(MEMORY, 1);
    assertFalse(memory.needsWriting(1));
    Files.delete(folder.resolve("memory/a%2Fb.memory"));
    Files.delete(folder.resolve("memory"));
    assertTrue(memory.needsWriting(1));
    memory.end(MEMORY, 1);
    assertFalse(memory.needsWriting(1));
    assertArrayEquals(MEMORY, memory().read().orElseThrow());
    assertFalse(memory().needsWriting(0), "nothing was written yet");
  }

  @Test
  void whileAMemoryIsBeingWrittenALaterOneStaysNeeded() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CheckpointFile slow =
        new CheckpointFile(folder, "slow") {
          @Override
          public void write(byte[] memory) throws IOException {
            try {
              open.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            super.write(memory);
          }
        };
    CheckpointStore memory = new CheckpointStore(slow, 0);
    memory.write(MEMORY, 1);
    memory.write(new byte[9], 2);
    open.countDown();
    ConditionWait.until(() -> !memory.needsWriting(1));
    assertTrue(memory.needsWriting(2));
    memory.end(new byte[9], 2);
    assertArrayEquals(new byte[9], memory.read().orElseThrow());
  }

  @Test
  void itIsDueOncePerMinute() {
    CheckpointStore memory = memory();
    long minute = 60_000_000_000L;
    assertFalse(memory.isDue(5));
    assertFalse(memory.isDue(minute + 4));
    assertTrue(memory.isDue(minute + 5));
    assertFalse(memory.isDue(2 * minute + 4));
    assertTrue(memory.isDue(2 * minute + 5));
  }

  @Test
  void withoutADirectoryNothingIsKept() throws Exception {
    CheckpointStore none = CheckpointStore.in("", "syscall");
    none.end(MEMORY, 1);
    assertFalse(none.needsWriting(2));
    assertFalse(none.isDue(Long.MAX_VALUE));
    assertEquals(Optional.empty(), none.read());
  }
}
