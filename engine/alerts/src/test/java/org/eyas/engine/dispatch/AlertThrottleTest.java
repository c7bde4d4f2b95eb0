package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

class AlertThrottleTest {
  private static final long START = 1_700_000_000_000_000_000L;

  private final List<Alert> out = new ArrayList<>();

  private AlertThrottle of(ThrottleSettings... settings) throws InterruptedException {
    AlertThrottle throttle = new AlertThrottle(out::add);
    throttle.setSettings(List.of(settings));
    return throttle;
  }

  private static ThrottleSettings every10s(List<String> rules, String... keys) {
    return new ThrottleSettings(rules, List.of(keys), TimeUnit.SECONDS.toNanos(10), 100);
  }

  private static long second(double seconds) {
    return START + (long) (seconds * 1e9);
  }

  private static Alert alert(double seconds, String rule, String container) {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("container.id", container);
    return new Alert(
        second(seconds), Priority.WARNING, rule, "syscall", rule + " " + container + " at " + seconds, fields,
        new TreeSet<>(List.of("t")));
  }

  private void passAlert(AlertThrottle throttle, Alert alert) throws InterruptedException {
    throttle.admit(alert);
  }

  private List<String> messages() {
    List<String> messages = out.stream().map(Alert::message).toList();
    out.clear();
    return messages;
  }

  @Test
  void theFirstIsSentAtOnceAndTheLastOneWithTheCountAfterTheWindow() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of()));
    for (double second : new double[] {0, 1, 2.5, 9.9}) {
      passAlert(throttle, alert(second, "A", "x"));
    }
    assertEquals(List.of("A x at 0.0"), messages());
    passAlert(throttle, alert(12, "A", "x"));
    Alert summary = out.getFirst();
    assertEquals(second(9.9), summary.timestampNanos());
    assertEquals(3L, summary.fields().get("throttle.count"));
    assertEquals("x", summary.fields().get("container.id"));
    assertEquals(Priority.WARNING, summary.priority());
    assertEquals(List.of("A x at 9.9 (the last of 3 more within 10 s)", "A x at 12.0"), messages());
  }

  @Test
  void aWindowWithoutRepetitionEndsSilently() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of()));
    passAlert(throttle, alert(0, "A", "x"));
    passAlert(throttle, alert(30, "B", "x"));
    assertEquals(List.of("A x at 0.0", "B x at 30.0"), messages());
  }

  @Test
  void rulesAndKeysAreCountedSeparately() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of(), "container.id"));
    for (String container : List.of("x", "y", "x", "y", "x")) {
      passAlert(throttle, alert(1, "A", container));
    }
    passAlert(throttle, alert(2, "B", "x"));
    assertEquals(List.of("A x at 1.0", "A y at 1.0", "B x at 2.0"), messages());
    throttle.endDueWindows(second(11));
    assertEquals(
        List.of("A x at 1.0 (the last of 2 more within 10 s)", "A y at 1.0 (the last of 1 more within 10 s)"),
        messages());
    assertFalse(throttle.isIdle(), "B is open for another second");
  }

  @Test
  void aKeyThatTheAlertLacksIsOneValue() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of(), "fd.name"));
    passAlert(throttle, alert(0, "A", "x"));
    passAlert(throttle, alert(1, "A", "y"));
    assertEquals(List.of("A x at 0.0"), messages());
  }

  @Test
  void theFirstEntryThatCoversARuleAppliesAndOtherRulesAreNotThrottled() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of("Shell*"), "container.id"), every10s(List.of("*shell*", "Exact")));
    for (String rule : List.of("Shell in x", "A shell", "Exact", "Exactly")) {
      passAlert(throttle, alert(0, rule, "x"));
      passAlert(throttle, alert(1, rule, "y"));
    }
    assertEquals(
        List.of(
            "Shell in x x at 0.0", "Shell in x y at 1.0", "A shell x at 0.0", "Exact x at 0.0", "Exactly x at 0.0",
            "Exactly y at 1.0"),
        messages());
  }

  @Test
  void withTooManyKeysTheOldestWindowEndsEarly() throws InterruptedException {
    AlertThrottle throttle = of(new ThrottleSettings(List.of(), List.of("container.id"), TimeUnit.HOURS.toNanos(1), 2));
    for (String container : List.of("x", "x", "y", "z", "z")) {
      passAlert(throttle, alert(0, "A", container));
    }
    assertEquals(
        List.of("A x at 0.0", "A y at 0.0", "A x at 0.0 (the last of 1 more within 3600 s)", "A z at 0.0"),
        messages());
  }

  @Test
  void atTheEndNoCountIsLost() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of()));
    passAlert(throttle, alert(0, "A", "x"));
    passAlert(throttle, alert(1, "A", "x"));
    out.clear();
    throttle.end();
    assertEquals(List.of("A x at 1.0 (the last of 1 more within 10 s)"), messages());
    assertTrue(throttle.isIdle());
  }

  @Test
  void aChangeOfOneEntryLeavesTheWindowsOfTheOthersOpen() throws InterruptedException {
    ThrottleSettings a = every10s(List.of("A"));
    AlertThrottle throttle = of(a, every10s(List.of("B")));
    for (double second : new double[] {0, 1}) {
      passAlert(throttle, alert(second, "A", "x"));
      passAlert(throttle, alert(second, "B", "x"));
    }
    assertEquals(List.of("A x at 0.0", "B x at 0.0"), messages());
    throttle.setSettings(List.of(every10s(List.of("C")), a));
    assertEquals(List.of("B x at 1.0 (the last of 1 more within 10 s)"), messages());
    passAlert(throttle, alert(2, "A", "x"));
    passAlert(throttle, alert(2, "B", "x"));
    passAlert(throttle, alert(11, "C", "x"));
    assertEquals(List.of("B x at 2.0", "A x at 2.0 (the last of 2 more within 10 s)", "C x at 11.0"), messages());
  }

  @Test
  void alertsAboutTheEngineAreNeverThrottled() throws InterruptedException {
    AlertThrottle throttle = of(every10s(List.of()));
    passAlert(throttle, OutputAlerts.dropping("x", 1));
    passAlert(throttle, OutputAlerts.dropping("x", 2));
    assertEquals(2, out.size());
  }

  @Test
  void liveWindowsEndWithoutAnotherAlertAndReplayedOnesAtTheEnd() throws InterruptedException {
    ThrottleSettings oneSecond = new ThrottleSettings(List.of(), List.of(), TimeUnit.SECONDS.toNanos(1), 10);
    AlertDispatcher dispatcher = new AlertDispatcher(
        new AlertRenderer(new RenderOptions(false, true, false, true, true, false, false, "h"), FalcoVersion.V0_44),
        new DispatchOptions(0, 0, java.util.Map.of(), List.of(oneSecond)));
    TestChannel channel = TestChannel.quick();
    dispatcher.add("x", channel);
    double now = (OutputAlerts.nanosNow() - START) / 1e9;
    dispatcher.offer(alert(now, "live", "x"));
    dispatcher.offer(alert(now, "live", "x"));
    channel.await(2);
    assertEquals(2, channel.messages.size());
    assertTrue(channel.messages.getLast().endsWith("(the last of 1 more within 1 s)"), channel.messages.getLast());
    for (double second : new double[] {0, 0.1, 0.2}) {
      dispatcher.put(alert(second, "replayed", "x"));
    }
    TimeUnit.MILLISECONDS.sleep(1_500);
    assertEquals(3, channel.messages.size());
    dispatcher.drain(5_000);
    assertEquals("replayed x at 0.2 (the last of 2 more within 1 s)", channel.messages.getLast());
    assertEquals(3, dispatcher.throttled());
    dispatcher.stop(1_000);
  }
}
