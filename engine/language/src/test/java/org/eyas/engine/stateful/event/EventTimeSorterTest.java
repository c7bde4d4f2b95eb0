package org.eyas.engine.stateful.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.stateful.TimedEvent;
import org.junit.jupiter.api.Test;

class EventTimeSorterTest {
  private static final byte[][] NO_GROUP = {null};
  private static final int BYTES = event(0, 0).bytes();

  private static StepMatchEvent event(long number, long nanos) {
    return event("r", number, nanos);
  }

  private static StepMatchEvent event(String rule, long number, long nanos) {
    return new StepMatchEvent(new TimedEvent(number, nanos), rule, 1, NO_GROUP, new FieldReader[1][], new FieldReader[0]);
  }

  private static long number(EventTimeSorter sorter, long clock, long wait) {
    return Objects.requireNonNull(sorter.poll(clock, wait)).sequence();
  }

  @Test
  void anEventLeavesAfterItsWaitAndAfterAllEarlierOnes() {
    EventTimeSorter sorter = new EventTimeSorter(1 << 20);
    sorter.add(event(1, 100), 0);
    sorter.add(event(2, 90), 4);
    sorter.add(event(3, 110), 5);
    assertNull(sorter.poll(9, 10));
    assertEquals(1, sorter.nanosLeft(9, 10));
    assertEquals(2, number(sorter, 10, 10));
    assertEquals(1, number(sorter, 10, 10));
    assertNull(sorter.poll(10, 10));
    assertEquals(5, sorter.nanosLeft(10, 10));
    assertEquals(3, number(sorter, 15, 10));
    assertEquals(0, sorter.late());
  }

  @Test
  void eventsOfOneTimeLeaveInTheOrderOfTheirArrival() {
    EventTimeSorter sorter = new EventTimeSorter(1 << 20);
    sorter.add(event(1, 100), 0);
    sorter.add(event(2, 100), 0);
    assertEquals(1, number(sorter, 10, 10));
    assertEquals(2, number(sorter, 10, 10));
  }

  @Test
  void withoutRoomTheEarliestEventLeavesBeforeItsTime() {
    EventTimeSorter sorter = new EventTimeSorter(2L * BYTES);
    sorter.add(event(1, 100), 0);
    sorter.add(event(2, 90), 0);
    assertNull(sorter.poll(0, 10));
    sorter.add(event(3, 110), 0);
    assertEquals(2, number(sorter, 0, 10));
    assertNull(sorter.poll(0, 10));
    assertEquals(1, sorter.early());
  }

  @Test
  void anEventOfTheFutureMakesOneLaterEventLateAndNotAll() {
    EventTimeSorter sorter = new EventTimeSorter(1 << 20);
    sorter.add(event(1, 1_000_000), 0);
    assertEquals(1, number(sorter, 10, 10));
    for (long i = 2; i < 10; i++) {
      sorter.add(event(i, 100 * i), 10 * i);
      assertEquals(i, number(sorter, 10 * i + 10, 10));
    }
    assertEquals(1, sorter.late());
  }

  @Test
  void manyEventsOfOneRuleDoNotShortenTheWaitOfOthers() {
    EventTimeSorter sorter = new EventTimeSorter(10L * BYTES);
    sorter.add(event("other", 1, 1), 0);
    for (long i = 2; i < 100_000; i++) {
      sorter.add(event(i, i), 0);
      StepMatchEvent early = sorter.poll(0, 10);
      assertTrue(early == null || early.rule().equals("r"));
    }
    assertEquals(10, sorter.size());
    assertEquals(99_989, sorter.early());
    assertEquals(1, number(sorter, 10, 10));
    assertEquals(0, sorter.late());
  }
}
