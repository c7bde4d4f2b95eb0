package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir private Path folder;

  @Test
  void theFileIsReadAgainEachMinute() throws IOException {
    AtomicLong now = new AtomicLong();
    Path file = folder.resolve("token");
    TokenFile token = new TokenFile(file, now::get);
    Files.writeString(file, "first\n");
    assertEquals("first", token.read());
    Files.writeString(file, "second\n");
    now.set(TimeUnit.SECONDS.toNanos(59));
    assertEquals("first", token.read());
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertEquals("second", token.read());
  }

  @Test
  void aFileWithoutATokenIsNamed() throws IOException {
    Path file = folder.resolve("token");
    TokenFile token = new TokenFile(file, System::nanoTime);
    assertEquals("the token cannot be read: " + file + ": no such file",
        assertThrows(IOException.class, token::read).getMessage());
    Files.writeString(file, " \n");
    assertEquals(file + ": the token is empty", assertThrows(IOException.class, token::read).getMessage());
  }
}
