package org.eyas.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

class EnterEventsTest {
  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  private final EnterEvents events = new EnterEvents();

  @Test
  void keepsTheLastEventOfEachThread() {
    keep(1, 10);
    keep(2, 20);
    keep(1, 11);
    assertEquals(11, find(1));
    assertEquals(20, find(2));
    assertFalse(events.find(3, cursor));
  }

  @Test
  void forgetsAnEventThatWasUsed() {
    keep(1, 10);
    events.remove(1);
    events.remove(9);
    assertFalse(events.find(1, cursor));
    keep(1, 12);
    assertEquals(12, find(1));
  }

  @Test
  void behavesAsAMapWhileThreadsComeAndGo() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<Long, Long> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      long tid = random.nextInt(1 + i / 10);
      if (random.nextInt(3) > 0) {
        keep(tid, i);
        expected.put(tid, (long) i);
      } else {
        events.remove(tid);
        expected.remove(tid);
      }
    }
    for (long tid = 0; tid < 20_001; tid++) {
      Long wanted = expected.get(tid);
      assertEquals(wanted != null, events.find(tid, cursor), "seed " + seed + " tid " + tid);
      if (wanted != null) {
        assertEquals(wanted, cursor.number(0), "seed " + seed + " tid " + tid);
      }
    }
  }

  private void keep(long tid, long fd) {
    ByteBuffer event = ScapEventEncoder.encode(schema.type("SYSCALL_CLOSE_E"), 7, tid, fd);
    assertTrue(cursor.wrap(0, event, 0, event.limit()));
    events.store(cursor);
  }

  private long find(long tid) {
    assertTrue(events.find(tid, cursor));
    return cursor.number(0);
  }
}
