package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldMatchesTest {
  private static final class Entries implements MapState<Long, byte[]> {
    private final Map<Long, byte[]> all = new HashMap<>();
    private long bytesWritten;

    @Override
    public byte @Nullable [] get(Long key) {
      return all.get(key);
    }

    @Override
    public void put(Long key, byte[] value) {
      bytesWritten += value.length;
      all.put(key, value);
    }

    @Override
    public void remove(Long key) {
      all.remove(key);
    }

    @Override
    public void putAll(Map<Long, byte[]> more) {
      more.forEach(this::put);
    }

    @Override
    public boolean contains(Long key) {
      return all.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<Long, byte[]>> entries() {
      return all.entrySet();
    }

    @Override
    public Set<Long> keys() {
      return all.keySet();
    }

    @Override
    public Iterable<byte[]> values() {
      return all.values();
    }

    @Override
    public Iterator<Map.Entry<Long, byte[]>> iterator() {
      return all.entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return all.isEmpty();
    }

    @Override
    public void clear() {
      all.clear();
    }
  }

  private final Entries entries = new Entries();
  private final EventTimers timers = new EventTimers();
  private final HeldMatches held = new HeldMatches(entries);

  private void add(long nanos, String id, long end) throws Exception {
    held.add(List.of(new StepMatch("key", nanos, 1, id, new byte[200])), end, timers);
  }

  private List<String> take(long end) throws Exception {
    return held.take(end, "key").stream().map(StepMatch::id).toList();
  }

  @Test
  void matchesOfASlotComeInTheOrderOfTheirTimesAndThenOfTheirArrival() throws Exception {
    add(30, "c", 199);
    add(10, "a", 199);
    add(20, "b1", 199);
    add(20, "b2", 199);
    add(5, "next", 399);
    assertEquals(List.of("a", "b1", "b2", "c"), take(199));
    assertEquals(List.of(), take(199));
    assertEquals(List.of("next"), take(399));
    assertEquals(List.of(199L, 399L), List.copyOf(timers.all()));
    assertTrue(entries.isEmpty());
  }

  /** A host that was without a connection sends its spool: all of its alerts count at one time. */
  @Test
  void tenThousandMatchesOfOneSlotAreNotRewrittenForEachAddition() throws Exception {
    List<String> ids = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();
    for (String id : ids) {
      add(7, id, 199);
    }
    long largest = entries.all.values().stream().mapToLong(bytes -> bytes.length).max().orElseThrow();
    assertTrue(largest < HeldMatches.PART_BYTES + 300, () -> "an entry has " + largest + " bytes");
    assertTrue(entries.bytesWritten / ids.size() < 2 * HeldMatches.PART_BYTES,
        () -> entries.bytesWritten + " bytes were written");
    assertEquals(ids, take(199));
    assertTrue(entries.isEmpty());
  }

  @Test
  void theEndOfASlotIsItsLastMillisecond() {
    assertEquals(List.of(199L, 199L, 399L, -1L),
        List.of(TimeSlot.end(0), TimeSlot.end(199), TimeSlot.end(200), TimeSlot.end(-1)));
  }
}
