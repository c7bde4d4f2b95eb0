package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.PastAlert;
import org.junit.jupiter.api.Test;

class AlertStreamBatchTest {
  private static PastAlert alert(long number, String rule) {
    Alert alert = new Alert(number, Priority.NOTICE, rule, "syscall", "m", new TreeMap<>(), new TreeSet<>());
    return new PastAlert(number, alert);
  }

  @Test
  void ofAStormTheNewestRowsAreSentAndTheOthersCounted() {
    AlertStreamBatch batch = new AlertStreamBatch(_ -> true, false, 0);
    for (int i = 1; i <= 5_000; i++) {
      batch.add(alert(i, "Loud"));
    }
    AlertStreamBatch.Content content = batch.drain();
    assertEquals(50, content.alerts().size());
    assertEquals(List.of(4_951L, 5_000L), List.of(content.alerts().getFirst().number(), content.alerts().getLast().number()));
    assertEquals(4_950, content.more());
    assertEquals(new AlertStreamBatch.Content(List.of(), List.of(), 0, 5_000), batch.drain());
  }

  @Test
  void groupsCountAllAlertsAndTheirNumberIsLimited() {
    AlertStreamBatch batch = new AlertStreamBatch(past -> !past.alert().rule().equals("Muted"), true, 0);
    for (int i = 1; i <= 300; i++) {
      batch.add(alert(i, i % 3 == 0 ? "Muted" : "Loud"));
    }
    AlertStreamBatch.Content content = batch.drain();
    assertEquals(List.of(200L), content.groups().stream().map(AlertGroup::count).toList());
    for (int i = 301; i <= 450; i++) {
      batch.add(alert(i, "Rule " + i));
    }
    content = batch.drain();
    assertEquals(100, content.groups().size());
    assertEquals(50, content.more());
  }

  @Test
  void alertsThatTheBrowserHasAreNotSentAgain() throws InterruptedException {
    AlertStreamBatch batch = new AlertStreamBatch(_ -> true, false, 7);
    batch.add(alert(7, "Old"));
    assertFalse(batch.await(1));
    batch.add(alert(8, "New"));
    batch.add(alert(8, "New"));
    assertTrue(batch.await(1));
    assertEquals(1, batch.drain().alerts().size());
  }
}
