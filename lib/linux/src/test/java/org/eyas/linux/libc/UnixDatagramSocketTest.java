package org.eyas.linux.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixDatagramSocketTest {
  @Test
  void theAddressOfAPathEndsWithAZero() throws IOException {
    assertArrayEquals(new byte[] {1, 0, '/', 'a', 0}, UnixDatagramSocket.address("/a"));
  }

  @Test
  void anAbstractNameBeginsWithAZeroInPlaceOfTheAtSign() throws IOException {
    assertArrayEquals(new byte[] {1, 0, 0, 'a', 'b'}, UnixDatagramSocket.address("@ab"));
  }

  @Test
  void aPathThatIsTooLongIsRefused() {
    IOException failure = assertThrows(IOException.class, () -> UnixDatagramSocket.address("/" + "a".repeat(107)));
    assertTrue(String.valueOf(failure.getMessage()).contains("at most 107 bytes"), failure::getMessage);
  }

  @Test
  void aPathWithoutAReceiverIsAnErrorWithTheReasonOfTheSystem(@TempDir Path folder) {
    IOException failure = assertThrows(IOException.class, () -> UnixDatagramSocket.connect(folder.resolve("none").toString()));
    assertTrue(String.valueOf(failure.getMessage()).contains("No such file"), failure::getMessage);
  }
}
