package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.junit.jupiter.api.Test;

class WaitingMatchesTest {
  private static final int BUCKET = 7;

  private static final class Lists implements ListState<byte[]> {
    private final Map<Long, List<byte[]>> slots = new TreeMap<>();
    private long slot;

    @Override
    public void add(byte[] match) {
      slots.computeIfAbsent(slot, end -> new ArrayList<>()).add(match);
    }

    @Override
    public Iterable<byte[]> get() {
      return slots.getOrDefault(slot, List.of());
    }

    @Override
    public void clear() {
      slots.remove(slot);
    }

    @Override
    public void update(List<byte[]> matches) {
      throw new UnsupportedOperationException("a list must not be written again for an addition");
    }

    @Override
    public void addAll(List<byte[]> matches) {
      matches.forEach(this::add);
    }
  }

  private final Lists lists = new Lists();
  private final WaitingMatches held = new WaitingMatches(lists, slot -> lists.slot = slot);

  private void add(String group, long nanos, String id, long end) throws Exception {
    held.add(BUCKET, new StepMatch(group, nanos, 1, id, new byte[200]).bytes(), end);
  }

  private String take(long end) throws Exception {
    Map<String, List<String>> ids = new TreeMap<>();
    held.removeDue(BUCKET, end).groups()
        .forEach((group, matches) -> ids.put(group, matches.stream().map(StepMatch::id).toList()));
    return ids.toString();
  }

  @Test
  void matchesOfAGroupComeInTheOrderOfTheirTimesAndThenOfTheirArrival() throws Exception {
    add("g", 30, "c", 199);
    add("g", 10, "a", 199);
    add("h", 40, "other", 199);
    add("g", 20, "b1", 199);
    add("g", 20, "b2", 199);
    add("g", 5, "next", 399);
    assertEquals("{g=[a, b1, b2, c], h=[other]}", take(199));
    assertEquals("{}", take(199));
    assertEquals("{g=[next]}", take(399));
    assertEquals(Map.of(), lists.slots);
  }

  @Test
  void aGroupOfWhichSomethingIsDueComesWithoutMatches() throws Exception {
    add("g", 30, "a", 199);
    held.add(BUCKET, StepMatch.due("g").bytes(), 199);
    held.add(BUCKET, StepMatch.due("h").bytes(), 199);
    assertEquals("{g=[a], h=[]}", take(199));
  }

  @Test
  void slotsThatPassAtOnceAreTakenTogether() throws Exception {
    add("g", 230, "b", 399);
    add("g", 30, "a", 199);
    add("g", 430, "c", 599);
    assertEquals(List.of(), held.dueBuckets(198));
    assertEquals(List.of(BUCKET), held.dueBuckets(400));
    assertEquals("{g=[a, b]}", take(400));
    assertEquals(List.of(), held.dueBuckets(400));
    assertEquals("{g=[c]}", take(599));
  }

  /** A host that was without a connection sends its spool: all of its alerts count at one time. */
  @Test
  void slotsWithManyMatchesAreTakenOneAfterTheOther() throws Exception {
    for (int i = 0; i < WaitingMatches.MANY; i++) {
      add("g", 30, "a", 199);
    }
    add("g", 230, "b", 399);
    assertEquals(199, held.removeDue(BUCKET, 400).endMillis());
    assertEquals("{g=[b]}", take(400));
  }

  @Test
  void slotsOfARestoredStateAreDue() throws Exception {
    add("g", 30, "a", 199);
    WaitingMatches restored = new WaitingMatches(lists, slot -> lists.slot = slot);
    assertEquals(List.of(), restored.dueBuckets(200));
    restored.addRestored(BUCKET, 199);
    assertEquals(List.of(BUCKET), restored.dueBuckets(200));
    assertEquals(1, restored.removeDue(BUCKET, 200).groups().size());
  }

  @Test
  void aMatchIsTheSameAfterItWasWritten() {
    StepMatch match = new StepMatch("key\u00ff\u0000", 5_000_000_000L, 3, "id-\u20ac", new byte[] {1, 2});
    StepMatch read = StepMatch.of(StepMatch.at(6, match.bytes()));
    assertEquals(List.of(match.key(), 6L, 3, match.id()), List.of(read.key(), read.nanos(), read.steps(), read.id()));
    assertEquals(List.of((byte) 1, (byte) 2), List.of(read.alert()[0], read.alert()[1]));
  }

  @Test
  void theEndOfASlotIsItsLastMillisecond() {
    assertEquals(List.of(999L, 999L, 1_999L, -1L),
        List.of(TimeSlot.end(0), TimeSlot.end(999), TimeSlot.end(1_000), TimeSlot.end(-1)));
    assertEquals(List.of(9_999L, 19_999L), List.of(TimeSlot.longEnd(1_000), TimeSlot.longEnd(10_000)));
  }
}
