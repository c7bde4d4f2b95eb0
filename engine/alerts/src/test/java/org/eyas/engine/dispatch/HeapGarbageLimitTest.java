package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class HeapGarbageLimitTest implements HeapGarbageLimit.Heap {
  private final HeapGarbageLimit bound = new HeapGarbageLimit(this);
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
    bound.collectIfFull();
    assertEquals(expected, collections, "with " + usedNowMb + " MB in use");
  }

  @Test
  void garbageDoesNotFillTheHeap() {
    liveMb = 40;
    assertCollections(0, 84);
    assertCollections(1, 85);
    assertCollections(1, 61);
    assertCollections(2, 85);
  }

  @Test
  void anEngineThatNeedsMuchCollectsOnlyWhenMuchMayBeGarbage() {
    liveMb = 70;
    assertCollections(1, 86);
    assertCollections(1, 90);
    assertCollections(2, 91);
    liveMb = 300;
    assertCollections(3, 301);
    assertCollections(3, 375);
    assertCollections(4, 376);
  }

  @Test
  void whatIsYoungDoesNotCount() {
    HeapGarbageLimit.Heap heap = new HeapGarbageLimit.JvmHeap();
    heap.collect();
    long old = heap.usedBytes();
    assertTrue(old > 0, "the collector of the tests has an old generation");
    byte[][] young = new byte[1_000][];
    for (int i = 0; i < young.length; i++) {
      young[i] = new byte[1_000];
    }
    assertEquals(old, heap.usedBytes());
    Reference.reachabilityFence(young);
  }
}
