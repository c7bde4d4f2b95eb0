package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MatchOptionsTest {
  private static final MatchOptions USUAL = new MatchOptions(true, "evt.time");

  @Test
  void allSourcesTogetherRememberAtMostAnEighthOfTheHeap() {
    assertEquals(32 << 20, USUAL.within(256 << 20, 1).memoryBytes());
    assertEquals(16 << 20, USUAL.within(256 << 20, 2).memoryBytes());
    assertEquals(32 << 20, USUAL.within(1L << 40, 2).memoryBytes());
    assertEquals(8 << 20, USUAL.within(64 << 20, 0).memoryBytes());
  }
}
