package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ExceptionTextTest {
  @Test
  void exceptionWithoutMessageHasAText() {
    assertEquals("disk full", ExceptionText.of(new IOException("disk full")));
    assertEquals("java.nio.channels.ClosedChannelException", ExceptionText.of(new ClosedChannelException()));
  }

  @Test
  void aFileThatIsMissingOrClosedIsSaidToBeSo() {
    assertEquals("/a does not exist", ExceptionText.of(new NoSuchFileException("/a")));
    assertEquals("/a: permission denied", ExceptionText.of(new AccessDeniedException("/a")));
  }
}
