package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ProbeTamperCheckTest {
  private static final int USED = 1_000;
  private static final int UNUSED = 3_000;

  private final ByteBuffer recipes = memory(4_096).putLong(USED, 0x0102_0304_0506_0708L);
  private final ByteBuffer original = memory(4_096).put(0, recipes, 0, 4_096);
  private boolean areConditionsChanged;
  private final ProbeTamperCheck check =
      new ProbeTamperCheck(new ControlMemory(memory(2_048)), () -> areConditionsChanged, memory(64), recipes);
  private final List<String> reported = new ArrayList<>();
  private long now = System.nanoTime();

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private void checkTwice() {
    check.listener(reported::add);
    for (int i = 0; i < 2; i++) {
      now += TimeUnit.SECONDS.toNanos(11);
      check.check(now);
    }
  }

  private static long checksum(ByteBuffer memory) {
    CRC32 sum = new CRC32();
    sum.update(memory.duplicate());
    return sum.getValue();
  }

  @Test
  void memoryThatNobodyChangedIsNotReported() {
    checkTwice();
    assertEquals(List.of(), reported);
  }

  @Test
  void aByteThatTheEngineNeverWroteIsSetBackAndReportedOnce() {
    recipes.put(UNUSED, (byte) 1);
    checkTwice();
    assertEquals(List.of("recipes"), reported);
    assertEquals(original, recipes);
  }

  @Test
  void changedConditionsAreReported() {
    areConditionsChanged = true;
    checkTwice();
    assertEquals(List.of("conditions", "conditions"), reported);
  }

  @Test
  void aChangeThatKeepsTheChecksumIsNoticed() {
    long generator = 0xEDB8_8320L << 1 | 1; // of CRC-32: adding it anywhere leaves the sum as it is
    recipes.order(ByteOrder.LITTLE_ENDIAN).putLong(USED, recipes.getLong(USED) ^ generator);
    assertEquals(checksum(original), checksum(recipes));
    checkTwice();
    assertEquals(List.of("recipes"), reported);
    assertEquals(original, recipes);
  }
}
