package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingEntriesTest {
  /** Numbers, as that many bytes. */
  private record NumberFormat() implements EntryFormat<Integer> {
    @Override
    public byte[] bytes(Integer entry) {
      byte[] bytes = new byte[entry];
      Arrays.fill(bytes, entry.byteValue());
      return bytes;
    }

    @Override
    public Integer read(byte[] bytes) {
      for (byte each : bytes) {
        assertEquals((byte) bytes.length, each);
      }
      return bytes.length;
    }
  }

  private final WaitingEntries<Integer> waiting = new WaitingEntries<>(new NumberFormat());

  @Test
  void entriesComeOutInOrderHoweverManyWait() {
    Random random = new Random(7);
    Deque<Integer> expected = new ArrayDeque<>();
    for (int step = 0; step < 50_000; step++) {
      if (random.nextInt(step % 10_000 < 5_000 ? 3 : 2) > 0) { // grows, then shrinks and grows
        expected.add(random.nextInt(300));
        waiting.add(expected.getLast());
      } else if (random.nextInt(10) == 0) {
        expected.poll();
        waiting.drop();
      } else {
        LazilyDecodedEntry<Integer> first = waiting.poll();
        assertEquals(expected.poll(), first == null ? null : first.entry());
      }
      assertEquals(expected.size(), waiting.size());
    }
    assertTrue(expected.size() > DeliveryBacklog.PATIENT, "of " + expected.size());
    assertEquals(expected.stream().limit(400).toList(), waiting.oldest(400));
    assertEquals(List.copyOf(expected), waiting.clear());
    assertNull(waiting.poll());
  }

  @Test
  void anEntryMayBeLongerThanABlock() {
    List<Integer> sizes = List.of(0, PackedEntryQueue.BLOCK_BYTES - 4, 3 * PackedEntryQueue.BLOCK_BYTES, 1, 0);
    PackedEntryQueue packed = new PackedEntryQueue();
    sizes.forEach(size -> packed.add(new NumberFormat().bytes(size)));
    assertEquals(sizes, sizes.stream().map(size -> new NumberFormat().read(packed.remove())).toList());
    assertEquals(0, packed.bytes());
  }

  @Test
  void largeEntriesFillAShareOfTheHeapAndNoMore() {
    int entry = 1 << 20;
    long most = DeliveryBacklog.PATIENT + WaitingEntries.MAX_BYTES / entry + 1;
    IntStream.range(0, DeliveryBacklog.PATIENT).forEach(i -> waiting.add(1));
    while (waiting.hasRoom(Integer.MAX_VALUE)) {
      waiting.add(entry);
    }
    assertTrue(waiting.size() <= most && waiting.size() > DeliveryBacklog.PATIENT, waiting.size() + " of " + most);
    assertFalse(waiting.hasRoom(Integer.MAX_VALUE));
  }
}
