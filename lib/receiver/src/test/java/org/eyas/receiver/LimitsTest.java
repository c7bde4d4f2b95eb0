package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  /** Sizes in MiB. */
  @ParameterizedTest
  @CsvSource({
      "12, 256, 12, 32", "12, 1024, 12, 32", "64, 1024, 64, 128", "12, 128, 8, 16", "12, 48, 3, 6", "12, 8, 1, 2",
      "1, 128, 1, 16"})
  void batchesNeedNoMoreThanTheirShareOfTheHeap(int wanted, long heap, int batch, long memory) {
    Limits limits = Limits.inHeap(wanted << 20, heap << 20);
    assertEquals(batch << 20, limits.batchBytes());
    assertEquals(memory << 20, limits.memoryBytes());
  }
}
