package org.eyas.engine.state.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.eyas.api.process.FdType;
import org.junit.jupiter.api.Test;

/** Descriptors that belong to rings of io_uring have numbers from 0x40000000 on. */
class RingDescriptorsTest {
  private static final int OF_RINGS = 0x40000000;
  private static final int RING = 1 << 20;
  private static final int MOST = 4096;

  private final FdPool pool = new FdPool(1 << 30, 0);
  private final FdTable table = new FdTable(pool);

  private void put(int number, FdType type) {
    FdState fd = pool.acquire();
    fd.type(type);
    table.put(number, fd);
  }

  @Test
  void theyAreGoneWithTheLastRing() {
    put(3, FdType.IO_URING);
    put(4, FdType.IO_URING);
    put(5, FdType.FILE);
    put(1000, FdType.FILE);
    put(OF_RINGS, FdType.FILE);
    put(OF_RINGS + RING, FdType.IPV4);
    table.remove(3);
    assertNotNull(table.get(OF_RINGS), "the other ring may have it");
    table.remove(4);
    assertNull(table.get(OF_RINGS));
    assertNull(table.get(OF_RINGS + RING));
    assertEquals(2, table.size());
    assertEquals(pool.added() - pool.removed(), table.size());
  }

  @Test
  void aProcessHasALimitedNumber() {
    put(3, FdType.IO_URING);
    for (int i = 0; i < 2 * MOST; i++) {
      put(OF_RINGS + i % 1000 * RING + i / 1000, FdType.FILE);
    }
    assertEquals(1 + MOST, table.size());
    assertEquals(MOST, pool.rejected());
    put(100, FdType.FILE);
    assertNotNull(table.get(100), "ordinary numbers have room");
    table.remove(OF_RINGS);
    put(OF_RINGS + 5000, FdType.FILE);
    assertNotNull(table.get(OF_RINGS + 5000));
  }

  @Test
  void aCopyOfTheTableCountsThemToo() {
    put(3, FdType.IO_URING);
    put(OF_RINGS + 7, FdType.FILE);
    FdTable child = new FdTable(pool);
    child.share(table);
    child.remove(3);
    assertNull(child.get(OF_RINGS + 7));
    assertNotNull(table.get(OF_RINGS + 7));
  }
}
