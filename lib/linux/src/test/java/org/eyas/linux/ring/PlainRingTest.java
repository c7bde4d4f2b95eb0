package org.eyas.linux.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.linux.libc.MemoryMapping;
import org.junit.jupiter.api.Test;

class PlainRingTest {
  private static final int BYTES = 256;
  private static final int HEADER = 26;
  private static final int CPU = 3;

  private final ByteBuffer memory = ByteBuffer.allocateDirect(PlainRing.valueBytes(BYTES)).order(ByteOrder.LITTLE_ENDIAN);
  private final MemoryMapping mapping = new MemoryMapping(Pointer.NULL, memory);
  private final PlainRing ring = new PlainRing(mapping, BYTES, CPU);
  private long written;

  /** Writes as a processor does; false if the ring is full. */
  private boolean write(long nanos, int length) {
    if (!store(nanos, length)) {
      return false;
    }
    publish(length);
    return true;
  }

  private boolean store(long nanos, int length) {
    if (written + length - memory.getLong(64) > BYTES - 1) {
      return false;
    }
    int at = PlainRing.DATA + (int) (written % BYTES);
    memory.putLong(at, nanos).putInt(at + 16, length);
    for (int i = HEADER; i < length; i++) {
      memory.put(at + i, (byte) (nanos + i));
    }
    return true;
  }

  private void publish(int length) {
    written += (length + 7) & ~7;
    memory.putLong(0, written);
  }

  private void assertHead(long nanos, int length) {
    assertTrue(ring.hasNext());
    assertEquals(nanos, ring.timestampNanos());
    assertEquals(length, ring.length());
    assertEquals(CPU, ring.cpu());
    for (int i = HEADER; i < length; i++) {
      assertEquals((byte) (nanos + i), ring.memory().get(ring.offset() + i), "byte " + i);
    }
  }

  @Test
  void anEventIsThereOnceItIsCountedAndLookedFor() {
    store(1, 40);
    ring.refresh();
    assertFalse(ring.hasNext());
    publish(40);
    assertFalse(ring.hasNext());
    ring.refresh();
    assertHead(1, 40);
    assertFalse(ring.isBeingWritten());
  }

  @Test
  void anEventBehindTheEndOfTheRingIsNotCut() {
    for (int i = 0; i < 3; i++) {
      write(i, 80);
    }
    ring.refresh();
    for (int i = 0; i < 3; i++) {
      assertHead(i, 80);
      ring.advance();
    }
    ring.release(ring.position());
    assertTrue(write(7, 200)); // begins 16 bytes before the end
    assertFalse(write(8, 100));
    ring.refresh();
    assertHead(7, 200);
    assertEquals(PlainRing.DATA + 240, ring.offset());
    ring.advance();
    assertFalse(ring.hasNext());
    ring.release(ring.position());
    assertTrue(write(9, 100));
    ring.refresh();
    assertHead(9, 100);
    assertEquals(PlainRing.DATA + (240 + 200) % BYTES, ring.offset());
  }

  @Test
  void theSpaceOfAnEventIsFreeOnceItIsReleased() {
    assertTrue(write(1, 120));
    assertTrue(write(2, 120));
    assertFalse(write(3, 40));
    ring.refresh();
    ring.advance();
    assertFalse(write(3, 40));
    ring.release(ring.position());
    assertTrue(write(3, 40));
    assertHead(2, 120);
  }

  @Test
  void aReaderGoesOnWhereTheLastOneEnded() {
    write(1, 40);
    write(2, 48);
    ring.refresh();
    ring.advance();
    ring.release(ring.position());
    PlainRing next = new PlainRing(mapping, BYTES, CPU);
    next.refresh();
    assertEquals(2, next.timestampNanos());
  }

  @Test
  void aReaderAfterAKillBeginsWithTheFirstEventThatWasNotSettled() {
    RingSet killed = new RingSet(List.of(ring));
    killed.mark();
    write(1, 32);
    killed.poll((_, _, _, _) -> {}, 10, 100);
    killed.mark();
    write(2, 24);
    killed.settle();
    killed.poll((_, _, _, _) -> {}, 10, 100);
    List<Long> again = new ArrayList<>();
    RingSet next = new RingSet(List.of(new PlainRing(mapping, BYTES, CPU)));
    next.poll((_, memory, offset, _) -> again.add(memory.getLong(offset)), 10, 100);
    assertEquals(List.of(2L), again);
    assertEquals(0, killed.forcedReleases());
  }

  @Test
  void whateverIsWrittenIsReadOnce() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("PlainRingTest seed " + seed);
    Random random = new Random(seed);
    List<int[]> waiting = new ArrayList<>();
    int nanos = 0;
    for (int i = 0; i < 20_000; i++) {
      int length = HEADER + random.nextInt(150);
      if (write(nanos, length)) {
        waiting.add(new int[] {nanos++, length});
      }
      if (random.nextInt(3) == 0) {
        ring.refresh();
        for (int[] event : waiting) {
          assertHead(event[0], event[1]);
          ring.advance();
        }
        assertFalse(ring.hasNext());
        waiting.clear();
        ring.release(ring.position());
      }
    }
    assertTrue(nanos > 5_000, nanos + " events");
  }
}
