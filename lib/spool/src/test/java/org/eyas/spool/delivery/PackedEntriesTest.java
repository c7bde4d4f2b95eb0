package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PackedEntriesTest {
  @Test
  void afterAStormItKeepsFourMegabytes() {
    PackedEntries entries = new PackedEntries();
    for (int i = 0; i < 1_000; i++) {
      entries.add(new byte[PackedEntries.BLOCK_BYTES]);
    }
    while (entries.size() > 0) {
      entries.remove();
    }
    long emptied = (long) PackedEntries.BLOCK_BYTES * PackedEntries.MOST_SPARE;
    assertEquals(emptied + PackedEntries.BLOCK_BYTES, entries.allocated(), "and the block that is being filled");
  }
}
