package org.eyas.engine.state.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.junit.jupiter.api.Test;

class FdPoolTest {
  private static final int HEAP = 1 << 20;

  private final FdPool pool = new FdPool(HEAP, 0);

  private FdState socket(FdTable table, int number) {
    FdState fd = pool.acquire();
    fd.type = FdType.IPV4;
    fd.name = Text.of("socket " + number);
    return table.put(number, fd);
  }

  @Test
  void aProgramThatOpensWithoutEndFillsOnlyItsShareOfTheHeap() {
    FdTable table = new FdTable(pool);
    for (int i = 0; i < 100_000; i++) {
      FdState fd = socket(table, i);
      assertEquals("socket " + i, fd.name.toString(), "the event that opened it sees it");
    }
    assertTrue(table.size() < HEAP / 700, table.size() + " descriptors");
    assertEquals(100_000, table.size() + pool.rejected());
    assertNull(table.get(99_999));
    table.clear();
    assertEquals(0, pool.objects());
    assertEquals(pool.added(), pool.removed());
    socket(table, 5);
    assertEquals("socket 5", table.get(5).name.toString());
  }

  @Test
  void numbersOfOneFileAreLimitedToo() {
    FdTable table = new FdTable(pool);
    for (int i = 0; i < 100_000; i++) {
      FdState fd = pool.acquire();
      fd.name = Text.of("/dev/null");
      table.put(i, pool.shareEqual(fd));
    }
    assertEquals(1, pool.objects());
    assertEquals(HEAP / 128, table.size());
    FdTable child = new FdTable(pool);
    child.share(table);
    assertEquals(0, child.size());
    table.clear();
    assertEquals(0, pool.objects());
  }

  @Test
  void inAFullTableANumberThatIsUsedAgainStillChanges() {
    FdTable table = new FdTable(pool);
    for (int i = 0; i < 100_000; i++) {
      socket(table, i);
    }
    int full = table.size();
    FdState fresh = socket(table, 0);
    assertSame(fresh, table.get(0));
    assertEquals(full, table.size());
  }
}
