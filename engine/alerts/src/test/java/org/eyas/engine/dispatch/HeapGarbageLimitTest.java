package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class HeapGarbageLimitTest implements HeapGarbageLimit.Heap {
  private static final long SECOND = 1_000_000_000;

  private long clockNanos;
  private long processorNanos;
  private final HeapGarbageLimit bound =
      new HeapGarbageLimit(this, new QuietSpan(() -> clockNanos, () -> processorNanos));
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
    bound.collectIfWorthIt();
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

  private void assertCollectionsAfterSeconds(int expected, int seconds, double share) {
    for (int i = 0; i < seconds; i++) {
      clockNanos += SECOND;
      processorNanos += (long) (share * SECOND);
      bound.collectIfWorthIt();
    }
    assertEquals(expected, collections, "after " + seconds + " seconds with the share " + share);
  }

  @Test
  void atAQuietTimeLessGarbageIsCollected() {
    liveMb = 20;
    usedMb = 28;
    assertCollectionsAfterSeconds(0, 10, 0.01);
    assertCollectionsAfterSeconds(1, 1, 0.01);
    usedMb = 27;
    assertCollectionsAfterSeconds(1, 30, 0.01);
    usedMb = 28;
    assertCollectionsAfterSeconds(2, 11, 0.01);
  }

  @Test
  void inABusyTimeTheGarbageWaits() {
    liveMb = 20;
    usedMb = 30;
    assertCollectionsAfterSeconds(0, 60, 0.06);
    assertCollectionsAfterSeconds(0, 5, 0.01);
    assertCollectionsAfterSeconds(1, 20, 0.01);
  }

  @Test
  void aLargeHeapIsNotPausedForLittleGarbage() {
    liveMb = 80;
    assertCollections(1, 90);
    usedMb = 99;
    assertCollectionsAfterSeconds(1, 60, 0.01);
    usedMb = 100;
    assertCollectionsAfterSeconds(2, 11, 0.01);
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
