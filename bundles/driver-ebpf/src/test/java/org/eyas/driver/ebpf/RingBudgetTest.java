package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RingBudgetTest {
  private static RingBudget budget(String preset, String cpusPerRing) {
    return RingBudget.of(Map.of("buf_size_preset", preset, "cpus_for_each_buffer", cpusPerRing));
  }

  @Test
  void aPlainRingIsTwiceAProcessorsShareAndNeverMoreThanARing() {
    assertEquals(8 << 20, RingBudget.of(Map.of()).plainBytes());
    assertEquals(8 << 20, budget("4", "1").plainBytes());
    assertEquals(4 << 20, budget("4", "3").plainBytes());
    assertEquals(4 << 20, budget("4", "4").plainBytes());
    assertEquals(512 << 20, budget("10", "1").plainBytes());
  }

  @Test
  void manyProcessorsShareOneRingOfTheKernels() {
    assertEquals(0, budget("4", "0").plainBytes());
    assertEquals(0, budget("1", "16").plainBytes());
    assertEquals(1, budget("4", "0").rings(6));
    assertEquals(0, budget("4", "0").ringOf(5));
  }

  @Test
  void aRingOfTheKernelsIsForSoManyProcessors() {
    assertEquals(3, budget("4", "2").rings(6));
    assertEquals(2, budget("4", "2").ringOf(5));
    assertEquals(8 << 20, budget("4", "2").ringBytes());
  }
}
