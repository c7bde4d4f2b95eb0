package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapBoundTest implements HeapBound.Heap {
  private final HeapBound bound = new HeapBound(this);
  private long usedMb;
  private long liveMb;
  private int collections;

  @Override
  public long usedBytes() {
    return usedMb << 20;
  }

  @Override
  public void collect() {
    collections++;
    usedMb = liveMb;
  }

  private void assertCollections(int expected, long usedNowMb) {
    usedMb = usedNowMb;
    bound.look();
    assertEquals(expected, collections, "with " + usedNowMb + " MB in use");
  }

  @Test
  void garbageDoesNotFillTheHeap() {
    liveMb = 40;
    assertCollections(0, 90);
    assertCollections(1, 110);
    assertCollections(1, 60);
    assertCollections(2, 100);
  }

  @Test
  void anEngineThatNeedsMuchCollectsOnlyWhenMuchMayBeGarbage() {
    liveMb = 120;
    assertCollections(1, 130);
    assertCollections(1, 151);
    assertCollections(2, 153);
  }
}
