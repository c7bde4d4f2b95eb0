package org.eyas.linux.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eyas.api.source.EventSink;
import org.junit.jupiter.api.Test;

class RingSetTest {
  private final List<Long> handed = new ArrayList<>();
  private final EventSink sink = (cpu, memory, offset, length) -> handed.add(memory.getLong(offset));

  /** A ring of events that consist only of their time. */
  private static final class FakeRing implements EventRing {
    private final ByteBuffer memory;
    private int position;
    private int end;
    private int released;
    private int written;
    private int complete = Integer.MAX_VALUE;
    private int capacity = 1_000;

    FakeRing(long... nanos) {
      memory = ByteBuffer.allocate(nanos.length * 8).order(ByteOrder.LITTLE_ENDIAN);
      Arrays.stream(nanos).forEach(memory::putLong);
      written = nanos.length;
    }

    @Override
    public void refresh() {
      end = written;
    }

    @Override
    public boolean hasNext() {
      return position < Math.min(end, complete);
    }

    @Override
    public boolean isBeingWritten() {
      return position < end && position >= complete;
    }

    @Override
    public long timestampNanos() {
      return memory.getLong(position * 8);
    }

    @Override
    public int cpu() {
      return 0;
    }

    @Override
    public ByteBuffer memory() {
      return memory;
    }

    @Override
    public int offset() {
      return position * 8;
    }

    @Override
    public int length() {
      return 8;
    }

    @Override
    public void advance() {
      position++;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long end() {
      return end;
    }

    @Override
    public long capacity() {
      return capacity;
    }

    @Override
    public void release(long upTo) {
      assertTrue(upTo > released && upTo <= position, upTo + " after " + released);
      released = (int) upTo;
    }

    @Override
    public void close() {}
  }

  @Test
  void eventsOfAllRingsComeInOrderOfTime() {
    RingSet rings = new RingSet(List.of(new FakeRing(1, 4, 5, 9), new FakeRing(2, 3, 8), new FakeRing()));
    assertEquals(7, rings.poll(sink, 100, 1_000));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 8L, 9L), handed);
  }

  @Test
  void eventsYoungerThanTheLookWaitForTheNextOne() {
    FakeRing ring = new FakeRing(1, 2, 50);
    RingSet rings = new RingSet(List.of(ring, new FakeRing(3)));
    assertEquals(3, rings.poll(sink, 100, 10));
    assertTrue(rings.hasWaiting());
    assertEquals(1, rings.poll(sink, 100, 60));
    assertFalse(rings.hasWaiting());
    assertEquals(List.of(1L, 2L, 3L, 50L), handed);
  }

  @Test
  void nothingOvertakesAnEventThatIsBeingWritten() {
    FakeRing ring = new FakeRing(1, 4, 5);
    ring.complete = 1;
    RingSet rings = new RingSet(List.of(new FakeRing(2, 6), ring));
    assertEquals(1, rings.poll(sink, 100, 1_000));
    assertTrue(rings.hasWaiting());
    ring.complete = 2;
    assertEquals(2, rings.poll(sink, 100, 1_000));
    ring.complete = 3;
    assertEquals(2, rings.poll(sink, 100, 1_000));
    assertFalse(rings.hasWaiting());
    assertEquals(List.of(1L, 2L, 4L, 5L, 6L), handed);
  }

  @Test
  void noMoreThanTheLimitIsHandedOnAndSpaceIsGivenBack() {
    FakeRing ring = new FakeRing(1, 2, 3, 4);
    RingSet rings = new RingSet(List.of(ring));
    assertEquals(3, rings.poll(sink, 3, 100));
    assertEquals(3, ring.released);
    assertEquals(1, rings.poll(sink, 3, 100));
    assertEquals(4, ring.released);
  }

  @Test
  void markedEventsAreGivenBackOnceTheyAreSettled() {
    FakeRing ring = new FakeRing(1, 2, 3, 4, 5);
    RingSet rings = new RingSet(List.of(ring));
    rings.mark();
    rings.poll(sink, 2, 100);
    assertEquals(0, ring.released);
    rings.mark();
    rings.poll(sink, 2, 100);
    rings.settle();
    assertEquals(2, ring.released);
    rings.settle();
    assertEquals(2, ring.released);
    rings.mark();
    rings.settle();
    assertEquals(4, ring.released);
    rings.poll(sink, 2, 100);
    assertEquals(4, ring.released);
    assertEquals(0, rings.forcedReleases());
  }

  @Test
  void aLaterMarkReplacesAnEarlierOne() {
    FakeRing ring = new FakeRing(1, 2, 3);
    RingSet rings = new RingSet(List.of(ring));
    rings.poll(sink, 1, 100);
    rings.mark();
    rings.poll(sink, 1, 100);
    rings.mark();
    rings.settle();
    assertEquals(2, ring.released);
  }

  @Test
  void aRingThatFillsGivesItsSpaceBackWithoutWaiting() {
    FakeRing crowded = new FakeRing(1, 2, 3, 4, 5);
    FakeRing other = new FakeRing(1, 2, 3, 4);
    crowded.capacity = 16;
    other.capacity = 16;
    RingSet rings = new RingSet(List.of(crowded, other));
    rings.mark();
    rings.poll(sink, 100, 100);
    assertEquals(1, crowded.released, "then a quarter is left");
    assertEquals(0, other.released);
    assertEquals(1, rings.forcedReleases());
    rings.settle(); // the mark is older than the space that was given back
    assertEquals(1, crowded.released);
    assertEquals(0, other.released);
  }

  @Test
  void aRingThatFillsWhileNothingIsReadGivesItsSpaceBack() {
    FakeRing ring = new FakeRing(1, 2, 3, 50, 51);
    ring.capacity = 16;
    ring.written = 3;
    RingSet rings = new RingSet(List.of(ring));
    rings.mark();
    rings.poll(sink, 100, 10);
    assertEquals(0, ring.released);
    ring.written = 5;
    assertEquals(0, rings.poll(sink, 100, 10));
    assertEquals(3, ring.released);
  }

  @Test
  void theTimeThatIsReachedDoesNotDependOnTheSpaceThatIsKept() {
    RingSet rings = new RingSet(List.of(new FakeRing(1, 2), new FakeRing(3)));
    rings.mark();
    rings.poll(sink, 100, 10);
    assertEquals(10, rings.reachedNanos());
    assertFalse(rings.hasWaiting());
  }

  @Test
  void spaceIsGivenBackEvenWhereTheSinkThrows() {
    FakeRing ring = new FakeRing(1, 2);
    RingSet rings = new RingSet(List.of(ring));
    int[] seen = {0};
    EventSink throwing =
        (cpu, memory, offset, length) -> {
          if (seen[0]++ == 1) {
            throw new IllegalStateException("second");
          }
        };
    try {
      rings.poll(throwing, 10, 100);
    } catch (IllegalStateException e) {
      assertEquals(1, ring.released);
      return;
    }
    throw new AssertionError("the sink's exception was lost");
  }

  @Test
  void randomRingsComeOutSorted() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<FakeRing> rings = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long[] nanos = random.longs(random.nextInt(400), 0, 1_000).sorted().toArray();
      Arrays.stream(nanos).forEach(all::add);
      rings.add(new FakeRing(nanos));
    }
    RingSet set = new RingSet(rings);
    while (set.poll(sink, 1 + random.nextInt(300), 10_000) > 0) {
      assertFalse(set.hasWaiting());
    }
    all.sort(null);
    assertEquals(all, handed);
  }
}
