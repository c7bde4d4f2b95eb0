package org.eyas.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadIdSetTest {
  @Test
  void containsIdsThatWereAddedAndNotRemoved() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    ThreadIdSet ids = new ThreadIdSet();
    Set<Long> model = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      long tid = 1 + random.nextInt(3_000);
      int what = random.nextInt(3);
      if (what == 0) {
        assertEquals(model.add(tid), ids.add(tid), () -> "seed " + seed);
      } else if (what == 1) {
        ids.remove(tid);
        model.remove(tid);
      } else {
        assertEquals(model.contains(tid), ids.contains(tid), () -> "seed " + seed);
      }
    }
    assertFalse(ids.contains(-1));
  }
}
