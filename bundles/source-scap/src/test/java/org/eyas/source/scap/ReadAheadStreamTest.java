package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadAheadStreamTest {
  /** A byte, and then something that no stream should throw. */
  private static final class Faulty extends InputStream {
    private boolean began;

    @Override
    public int read() {
      if (began) {
        throw new IllegalStateException("on purpose");
      }
      began = true;
      return 7;
    }
  }

  @Test
  void whatTheUnpackingThreadThrowsReachesWhoReads() {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          try (ReadAheadStream ahead = new ReadAheadStream(new Faulty())) {
            IOException told = assertThrows(IOException.class, () -> ahead.readNBytes(3));
            assertEquals("on purpose", told.getCause().getMessage());
          }
        });
  }
}
