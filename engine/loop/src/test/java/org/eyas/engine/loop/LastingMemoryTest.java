package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastingMemoryTest {
  private static final byte[] MEMORY = {1, 2, 3};

  @TempDir private Path folder;

  private LastingMemory memory() {
    return LastingMemory.in(folder.resolve("memory").toString(), "a/b");
  }

  @Test
  void aThreadWritesWhatTheNextStartReads() {
    memory().write(MEMORY);
    Waiting.until(() -> Files.exists(folder.resolve("memory/a%2Fb.memory")));
    assertArrayEquals(MEMORY, memory().read().orElseThrow());
  }

  @Test
  void aMemoryThatCannotBeWrittenIsMissingUntilItIs() throws Exception {
    Files.createFile(folder.resolve("memory"));
    LastingMemory memory = memory();
    memory.end(MEMORY);
    assertTrue(memory.isMissing());
    Files.delete(folder.resolve("memory"));
    memory.end(MEMORY);
    assertFalse(memory.isMissing());
    assertArrayEquals(MEMORY, memory().read().orElseThrow());
  }

  @Test
  void withoutADirectoryNothingIsKept() throws Exception {
    LastingMemory none = LastingMemory.in("", "syscall");
    none.end(MEMORY);
    assertFalse(none.isActive());
    assertEquals(Optional.empty(), none.read());
  }
}
