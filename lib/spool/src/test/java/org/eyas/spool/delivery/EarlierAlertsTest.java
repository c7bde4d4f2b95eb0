package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierAlertsTest {
  @TempDir Path directory;

  private static Alert alert(long nanos, long thread, String rule, String source, String message, Map<String, Object> fields) {
    return new Alert(nanos, Priority.ERROR, rule, source, message, new TreeMap<>(fields), new TreeSet<>(), thread);
  }

  private static Alert call(long nanos, long thread, String message) {
    return alert(nanos, thread, "Shell", "syscall", message, Map.of());
  }

  /** Notes alerts as a run that is killed afterwards. */
  private void noted(Alert... alerts) throws IOException {
    EarlierAlerts killed = opened(0);
    for (int i = 0; i < alerts.length; i++) {
      killed.note(alerts[i], i);
    }
  }

  private EarlierAlerts opened(long end) throws IOException {
    return new EarlierAlerts("http", directory, end);
  }

  @Test
  void anAlertIsRecognisedByItsThreadAndTimeAndNotByItsText() throws IOException {
    noted(call(5, 7, "count=1"));
    EarlierAlerts next = opened(1);
    assertFalse(next.isRepeated(call(6, 7, "count=1")));
    assertFalse(next.isRepeated(call(5, 8, "count=1")));
    assertFalse(next.isRepeated(alert(5, 7, "Other", "syscall", "count=1", Map.of())));
    assertFalse(next.isRepeated(alert(5, 7, "Shell", "other", "count=1", Map.of())));
    assertEquals(0, next.repeated());
    assertTrue(next.isRepeated(call(5, 7, "count=2")));
    assertEquals(1, next.repeated());
  }

  @Test
  void anEventMayHaveSeveralAlertsOfOneRule() throws IOException {
    noted(call(5, 7, "group a"), call(5, 7, "group b"));
    EarlierAlerts next = opened(2);
    assertTrue(next.isRepeated(call(5, 7, "group a")));
    assertTrue(next.isRepeated(call(5, 7, "group b")));
    assertFalse(next.isRepeated(call(5, 7, "group c")), "the run was killed before this one");
  }

  @Test
  void withoutAThreadTheTextCounts() throws IOException {
    noted(alert(5, 0, "Pod", "k8s_audit", "pod a", Map.of()));
    EarlierAlerts next = opened(1);
    assertFalse(next.isRepeated(alert(5, 0, "Pod", "k8s_audit", "pod b", Map.of())));
    assertTrue(next.isRepeated(alert(5, 0, "Pod", "k8s_audit", "pod a", Map.of())));
  }

  @Test
  void anAlertAboutAnEarlierOneIsRecognisedAlthoughItIsRaisedAgainLater() throws IOException {
    Map<String, Object> about = Map.of("evt.time", 5L, "eyas.alert.rule", "Shell");
    noted(alert(100, 0, "Eyas internal: alert completed", "internal", "is complete: a", about));
    EarlierAlerts next = opened(1);
    Map<String, Object> other = Map.of("evt.time", 6L, "eyas.alert.rule", "Shell");
    assertFalse(next.isRepeated(alert(100, 0, "Eyas internal: alert completed", "internal", "is complete: a", other)));
    assertFalse(next.isRepeated(alert(100, 0, "Eyas internal: alert repeated", "internal", "is complete: a", about)));
    assertTrue(next.isRepeated(alert(200, 0, "Eyas internal: alert completed", "internal", "is complete: b", about)));
  }

  @Test
  void otherAlertsOfTheEngineAreNotSwallowed() throws IOException {
    noted(alert(100, 0, "Eyas internal: output", "internal", "down", Map.of()));
    assertFalse(opened(1).isRepeated(alert(200, 0, "Eyas internal: output", "internal", "down", Map.of())));
  }

  @Test
  void theSummaryOfTheThrottleIsAnotherAlert() throws IOException {
    noted(call(5, 7, "a"));
    assertFalse(opened(1).isRepeated(alert(5, 7, "Shell", "syscall", "a (the last of 3)", Map.of("throttle.count", 3L))));
  }

  @Test
  void anAlertThatWasNotedButNotStoredIsNotRecognised() throws IOException {
    noted(call(5, 7, "a"), call(6, 7, "b"));
    EarlierAlerts next = opened(1); // killed between both writes
    assertTrue(next.isRepeated(call(5, 7, "a")));
    assertFalse(next.isRepeated(call(6, 7, "b")));
  }

  @Test
  void anAlertIsRecognisedAgainAfterASecondKill() throws IOException {
    noted(call(5, 7, "a"));
    assertTrue(opened(1).isRepeated(call(5, 7, "a")));
    assertTrue(opened(1).isRepeated(call(5, 7, "a")));
  }

  @Test
  void theNewestAlertsAreKept() throws IOException {
    EarlierAlerts killed = opened(0);
    int all = StoredAlertIds.PLACES + 10;
    for (int i = 0; i < all; i++) {
      killed.note(call(i, 7, "a"), i);
    }
    EarlierAlerts next = opened(all);
    assertFalse(next.isRepeated(call(9, 7, "a")));
    assertTrue(next.isRepeated(call(10, 7, "a")));
    assertTrue(next.isRepeated(call(all - 1, 7, "a")));
  }

  @Test
  void anOrderlyEndForgetsTheAlerts() throws IOException {
    EarlierAlerts run = opened(0);
    run.note(call(5, 7, "a"), 0);
    run.close(true);
    assertFalse(opened(1).isRepeated(call(5, 7, "a")));
  }

  @Test
  void aDamagedOrForeignFileIsReplaced() throws IOException {
    byte[] noise = new byte[StoredAlertIds.PLACES * StoredAlertIds.ENTRY_BYTES + 17];
    new Random(1).nextBytes(noise);
    Path file = directory.resolve("ids");
    Files.write(file, noise);
    EarlierAlerts run = opened(1_000);
    run.note(call(5, 7, "a"), 1_000);
    assertTrue(opened(1_001).isRepeated(call(5, 7, "a")));
    Files.delete(file);
    Files.createDirectory(file);
    opened(0).note(call(5, 7, "a"), 0);
    assertTrue(opened(1).isRepeated(call(5, 7, "a")));
    Files.delete(file);
    Files.createSymbolicLink(file, directory.resolve("elsewhere"));
    opened(0);
    assertFalse(Files.exists(directory.resolve("elsewhere")));
  }

  @Test
  void nobodyElseCanWriteTheFile() throws IOException {
    noted(call(5, 7, "a"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ids"))));
  }
}
