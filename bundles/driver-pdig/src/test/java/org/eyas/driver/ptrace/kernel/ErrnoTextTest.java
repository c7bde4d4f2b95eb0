package org.eyas.driver.ptrace.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrnoTextTest {
  @Test
  void aNumberHasTheWordsOfTheSystem() {
    assertEquals("operation not permitted (errno 1)", ErrnoText.of(Ptrace.EPERM));
    assertEquals("unknown error (errno 12345)", ErrnoText.of(12_345));
  }
}
