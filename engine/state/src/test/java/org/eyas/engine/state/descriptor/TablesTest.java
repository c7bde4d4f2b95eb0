package org.eyas.engine.state.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadState;
import org.junit.jupiter.api.Test;

class TablesTest {
  private final FdPool pool = new FdPool();

  @Test
  void descriptorsAreFoundAfterAnyPutsAndRemovals() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("TablesTest seed " + seed);
    Random random = new Random(seed);
    FdTable table = new FdTable(pool);
    Map<Integer, FdState> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int number = random.nextInt(3) == 0 ? random.nextInt(100_000) : random.nextInt(64);
      if (random.nextBoolean()) {
        model.put(number, table.put(number, pool.acquire()));
      } else {
        model.remove(number);
        table.remove(number);
      }
      assertEquals(model.size(), table.size());
      assertSame(model.get(number), table.get(number));
    }
    model.forEach((number, fd) -> assertSame(fd, table.get(number)));
    table.removeIf(fd -> fd.number() % 2 == 0);
    model.keySet().removeIf(number -> number % 2 == 0);
    assertEquals(model.size(), table.size());
    model.forEach((number, fd) -> assertSame(fd, table.get(number)));
    table.clear();
    assertEquals(0, pool.objects());
  }

  @Test
  void threadsAreFoundAfterAnyPutsAndRemovals() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("TablesTest seed " + seed);
    Random random = new Random(seed);
    ProcessTable table = new ProcessTable();
    Map<Long, ThreadState> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long tid = random.nextInt(4096);
      ThreadState known = model.remove(tid);
      if (known != null) {
        table.remove(known);
      } else {
        ThreadState thread = new ThreadState(tid, table, pool);
        table.put(thread);
        model.put(tid, thread);
      }
      assertEquals(model.size(), table.size());
      assertSame(model.get(tid), table.find(tid));
    }
    model.forEach((tid, thread) -> assertSame(thread, table.find(tid)));
  }

  @Test
  void aSmallHeapHoldsFewerThreadsThanTheConfigurationAllows() {
    ProcessTable table = new ProcessTable(48 << 20);
    table.limit(ProcessTable.USUAL_LIMIT);
    long tid = 1;
    for (; !table.isFull(); tid++) {
      table.put(new ThreadState(tid, table, pool));
    }
    assertEquals((16 << 20) / 768 + 1, tid, "32 MB are for everything else");
  }

  @Test
  void aSharedDescriptorIsCopiedBeforeItChanges() {
    FdTable parent = new FdTable(pool);
    FdState fd = parent.put(3, pool.acquire());
    FdTable child = new FdTable(pool);
    child.share(parent);
    assertSame(fd, child.get(3));
    FdState own = child.writable(3, fd);
    assertNotSame(fd, own);
    assertSame(own, child.get(3));
    assertSame(fd, parent.get(3));
    assertSame(fd, parent.writable(3, fd));
    child.clear();
    parent.remove(3);
    assertNull(parent.get(3));
    assertEquals(0, pool.objects());
  }
}
