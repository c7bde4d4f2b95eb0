package org.eyas.api.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {
  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private Ranges ranges() {
    Ranges all = Ranges.of(List.of());
    for (int i = random.nextInt(4); i > 0; i--) {
      long least = random.nextInt(12) == 0 ? Long.MIN_VALUE : random.nextInt(10);
      long most = random.nextInt(12) == 0 ? Long.MAX_VALUE : Math.max(least, 0) + random.nextInt(4);
      all = all.or(Ranges.between(least, most));
    }
    return all;
  }

  @Test
  void setsAreJoinedAndComplementedNumberByNumber() {
    List<Long> numbers = new ArrayList<>(List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE));
    for (long number = 0; number < 16; number++) {
      numbers.add(number);
    }
    for (int round = 0; round < 2000; round++) {
      Ranges one = ranges();
      Ranges other = ranges();
      for (long number : numbers) {
        String what = number + " in " + one + " and " + other + ", -Deyas.seed=" + seed;
        assertEquals(one.contains(number) || other.contains(number), one.or(other).contains(number), what);
        assertEquals(one.contains(number) && other.contains(number), one.and(other).contains(number), what);
        assertEquals(!one.contains(number), one.complement().contains(number), what);
      }
      assertEquals(one, one.complement().complement(), "-Deyas.seed=" + seed);
    }
  }
}
