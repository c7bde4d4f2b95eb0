package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.eyas.engine.stateful.event.GroupKey;
import org.junit.jupiter.api.Test;

class GroupTableTest {
  private static final long LIFE = 30;
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  private static final class Plain extends EventGroup {
    Plain(GroupKey name, long hash) {
      super(name.copy(), hash);
    }

    @Override
    int contentBytes() {
      return 8;
    }
  }

  private final GroupTable<Plain> table = new GroupTable<>(LIFE);
  private final GroupKey name = new GroupKey();
  private final Map<Long, Plain> expected = new LinkedHashMap<>();

  private void name(long number) {
    name.clear();
    name.add(number);
  }

  /** Few different hashes, so that many groups share places. */
  private static long hash(long number) {
    return number % 7 * 5;
  }

  @Test
  void findsRemovesAndForgetsLikeAMapInTheOrderOfUse() {
    Random random = new Random(SEED);
    for (int time = 0; time < 20_000; time++) {
      change(random.nextLong(60), random.nextInt(20), time);
      assertEquals(expected.size(), table.size(), () -> "-Deyas.seed=" + SEED);
    }
    for (long number = 0; number < 60; number++) {
      name(number);
      assertSame(expected.get(number), table.find(name, hash(number)), "-Deyas.seed=" + SEED + ", group " + number);
    }
    assertEquals(expected.values().stream().mapToLong(EventGroup::size).sum(), table.bytes());
  }

  private void change(long number, int action, int time) {
    name(number);
    Plain found = table.find(name, hash(number));
    assertSame(expected.get(number), found, () -> "-Deyas.seed=" + SEED);
    if (action == 0) {
      table.advance(time);
      expected.values().removeIf(group -> group.touchedNanos < time - LIFE);
    } else if (found == null) {
      Plain added = new Plain(name, hash(number));
      added.touchedNanos = table.latestNanos();
      table.add(added);
      expected.put(number, added);
    } else if (action < 8) {
      table.remove(found);
      expected.remove(number);
    } else {
      table.touch(found);
      expected.remove(number);
      expected.put(number, found);
    }
  }

  @Test
  void aLateEventCountsAtTheTimeOfTheLatestAndATimeThatGoesBackClearsTheTable() {
    assertEquals(100, table.advance(100));
    name(1);
    Plain group = new Plain(name, hash(1));
    table.add(group);
    table.touch(group);
    assertEquals(100, table.advance(100 - LIFE));
    assertSame(group, table.find(name, hash(1)));
    assertEquals(99 - LIFE, table.advance(99 - LIFE));
    assertNull(table.find(name, hash(1)));
    assertNull(table.oldest());
    assertEquals(0, table.bytes() + table.size());
  }

  @Test
  void theOldestGroupIsTheOneThatWasNotUsedForTheLongestTime() {
    for (long number = 0; number < 3; number++) {
      name(number);
      table.add(new Plain(name, hash(number)));
    }
    name(0);
    table.touch(assertFound());
    name(1);
    assertSame(assertFound(), table.oldest());
    table.remove(assertFound());
    assertNull(table.find(name, hash(1)));
    name(2);
    assertSame(assertFound(), table.oldest());
  }

  private Plain assertFound() {
    Plain found = null;
    for (long number = 0; number < 3 && found == null; number++) {
      found = table.find(name, hash(number));
    }
    assertNotNull(found);
    return found;
  }
}
