package org.eyas.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final byte[] MEMORY = {1, 2, 3, 4, 5};

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("made/syscall.memory");
  }

  private CheckpointFile file() {
    return new CheckpointFile(folder.resolve("made"), "syscall.memory");
  }

  @Test
  void theLastMemoryIsRead() throws IOException {
    assertEquals(Optional.empty(), file().read());
    file().write(new byte[100]);
    file().write(MEMORY);
    assertArrayEquals(MEMORY, file().read().orElseThrow());
  }

  @Test
  void everyChangedByteAndEveryMissingEndIsNoticed() throws IOException {
    file().write(MEMORY);
    byte[] whole = Files.readAllBytes(path());
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 4;
      Files.write(path(), changed);
      assertThrows(IOException.class, () -> file().read(), "byte " + i);
      Files.write(path(), Arrays.copyOf(whole, i));
      assertThrows(IOException.class, () -> file().read(), i + " bytes");
    }
  }

  @Test
  void anInterruptedThreadWritesToo() throws IOException {
    Thread.currentThread().interrupt();
    try {
      file().write(MEMORY);
    } finally {
      Thread.interrupted();
    }
    assertArrayEquals(MEMORY, file().read().orElseThrow());
  }
}
