package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingBudgetTest {
  private static RingBudget budget(String preset, String cpusPerRing) {
    return RingBudget.of(Map.of("buf_size_preset", preset, "cpus_for_each_buffer", cpusPerRing, "rings_mb_total", "64"));
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

  /** The table of docs/ebpf-probe.md. */
  @ParameterizedTest
  @CsvSource({"1,8192,16", "7,8192,64", "8,4096,40", "14,4096,64", "15,2048,38", "28,2048,64", "29,1024,37", "56,1024,64",
      "112,512,64", "192,256,56", "224,256,64", "512,256,136"})
  void theRingsOfManyProcessorsAreSmaller(int cpus, int kilobytes, int totalMegabytes) {
    RingBudget fits = RingBudget.of(Map.of("rings_mb_total", "64")).within(cpus);
    assertEquals(kilobytes << 10, fits.plainBytes());
    assertEquals((long) totalMegabytes << 20, fits.totalBytes(cpus));
  }

  @Test
  void theLimitIsTheUsers() {
    assertEquals(8 << 20, RingBudget.of(Map.of("rings_mb_total", "65536")).within(512).plainBytes());
    assertEquals(8 << 20, RingBudget.of(Map.of()).within(512).plainBytes());
    assertEquals(1 << 20, RingBudget.of(Map.of("rings_mb_total", "16")).within(8).plainBytes());
    assertEquals(256 << 10, RingBudget.of(Map.of("rings_mb_total", "16", "buf_size_preset", "10")).within(512).plainBytes());
  }

  @Test
  void ringsOfTheKernelCountToo() {
    assertEquals(32 << 20, budget("10", "0").within(192).ringBytes());
    assertEquals(56L << 20, budget("10", "64").within(192).totalBytes(192));
  }
}
