package org.eyas.driver.ptrace.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void aNumberHasTheWordsOfTheSystem() {
    assertEquals("operation not permitted (errno 1)", ErrorText.of(Ptrace.EPERM));
    assertEquals("unknown error (errno 12345)", ErrorText.of(12_345));
  }
}
