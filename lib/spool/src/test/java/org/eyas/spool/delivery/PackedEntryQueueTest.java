package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PackedEntryQueueTest {
  @Test
  void afterAStormItKeepsFourMegabytes() {
    PackedEntryQueue entries = new PackedEntryQueue();
    for (int i = 0; i < 1_000; i++) {
      entries.add(new byte[PackedEntryQueue.BLOCK_BYTES]);
    }
    while (entries.size() > 0) {
      entries.remove();
    }
    long emptied = (long) PackedEntryQueue.BLOCK_BYTES * PackedEntryQueue.MOST_SPARE;
    assertEquals(emptied + PackedEntryQueue.BLOCK_BYTES, entries.allocated(), "and the block that is being filled");
  }
}
