package org.eyas.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertHistory.Following;
import org.eyas.api.history.PastAlert;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class RecentAlertStoreTest {
  private static final int LIMIT = 100_000;

  private final RecentAlertStore memory = new RecentAlertStore(LIMIT);

  private static Alert alert(String message) {
    return new Alert(0, Priority.INFORMATIONAL, "r", "syscall", message, new TreeMap<>(), new TreeSet<>());
  }

  private static List<Long> numbers(List<PastAlert> alerts) {
    return alerts.stream().map(PastAlert::number).toList();
  }

  @Test
  void theNewestComeFirstAndEachIsFoundByItsNumber() {
    List.of("a", "b", "c").forEach(text -> memory.add(alert(text)));
    assertEquals(List.of(3L, 2L), numbers(memory.recent(2)));
    assertEquals("b", memory.find(2).orElseThrow().alert().message());
    assertTrue(memory.find(4).isEmpty());
  }

  @Test
  void theOldestAreDroppedForTheNewest() {
    for (int i = 0; i < 10_000; i++) {
      memory.add(alert("small"));
    }
    int many = memory.recent(Integer.MAX_VALUE).size();
    assertTrue(many > 100 && many < LIMIT / 100, () -> many + " alerts were kept");
    memory.add(alert("x".repeat(LIMIT - 1_000)));
    List<PastAlert> left = memory.recent(Integer.MAX_VALUE);
    assertEquals(10_001, left.getFirst().number());
    assertTrue(left.size() < 5, () -> left.size() + " are left in addition to a long one");
  }

  @Test
  void aSmallerLimitTakesEffectAtOnceAndZeroStoresNone() {
    memory.add(alert("a"));
    memory.limit(0);
    assertEquals(List.of(), memory.recent(10));
    memory.add(alert("b"));
    assertEquals(List.of(), memory.recent(10));
  }

  @Test
  void theNextEngineShowsEarlierAlertsAndContinuesTheNumbers() {
    List.of("a", "b", "c").forEach(text -> memory.add(alert(text)));
    RecentAlertStore next = new RecentAlertStore(LIMIT);
    next.resumeFrom(memory.toHandover(List.of()));
    next.add(alert("d"));
    assertEquals(List.of(4L, 3L, 2L, 1L), numbers(next.recent(10)));
    assertEquals("b", next.find(2).orElseThrow().alert().message());
    RecentAlertStore small = new RecentAlertStore(AlertSize.of(memory.find(3).orElseThrow()));
    small.resumeFrom(memory.toHandover(List.of()));
    assertEquals(List.of(3L), numbers(small.recent(10)), "as many as fit, the newest");
    small.add(alert("d"));
    assertEquals(List.of(4L), numbers(small.recent(10)));
  }

  @Test
  void aFollowerGetsAlertsInOrderUntilItCloses() {
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    memory.add(alert("before"));
    Following following = memory.follow(alert -> told.add(alert.number()));
    assertTrue(memory.isFollowed());
    for (int i = 0; i < 100; i++) {
      memory.add(alert("x"));
    }
    ConditionWait.until(() -> told.size() == 100);
    assertEquals(Collections.nCopies(1, 2L), told.subList(0, 1));
    assertEquals(told.stream().sorted().toList(), told);
    following.close();
    assertFalse(memory.isFollowed());
    assertEquals(0, following.missed());
  }

  @Test
  void aSlowFollowerMissesAlertsAndDelaysNothing() {
    CountDownLatch stuck = new CountDownLatch(1);
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    Following slow = memory.follow(alert -> await(stuck));
    Following quick = memory.follow(alert -> told.add(alert.number()));
    for (int i = 0; i < 5_000; i++) {
      memory.add(alert("x"));
      if (i % 500 == 0) {
        int sent = i;
        ConditionWait.until(() -> told.size() > sent);
      }
    }
    ConditionWait.until(() -> told.size() == 5_000);
    assertEquals(0, quick.missed());
    assertTrue(slow.missed() >= 3_990 && slow.missed() <= 4_000, () -> "missed " + slow.missed());
    stuck.countDown();
    slow.close();
    quick.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFollowerThatThrowsGetsNoMoreAlerts() {
    memory.follow(
        alert -> {
          throw new IllegalStateException("on purpose");
        });
    memory.add(alert("x"));
    ConditionWait.until(() -> !memory.isFollowed());
  }
}
