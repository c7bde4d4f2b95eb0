package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000000006Z");

  private final List<Alert> alerts = new ArrayList<>();
  private long most = 100;
  private long millis = 7;
  private final SilenceWatch watch =
      new SilenceWatch(() -> most, () -> TimeUnit.MILLISECONDS.toNanos(millis), () -> NOW, alerts::add);

  private void silentFor(long more, long lastEventNanos) throws InterruptedException {
    watch.onEmptyRead(lastEventNanos);
    millis += more;
    watch.onEmptyRead(lastEventNanos);
  }

  @Test
  void aSourceThatIsSilentForTooLongRaisesAnAlertEachTime() throws Exception {
    silentFor(3_000, 0);
    assertEquals(List.of(), alerts);
    silentFor(1, 0);
    assertEquals(1, alerts.size());
    Alert alert = alerts.getFirst();
    assertEquals("Falco internal: timeouts notification", alert.rule());
    assertEquals("Falco internal: timeouts notification. 100 consecutive timeouts without event.", alert.message());
    assertEquals("{last_event_time=none}", alert.fields().toString());
    assertEquals(NOW.getEpochSecond() * 1_000_000_000L + 6, alert.timestampNanos());
    silentFor(3_000, 0);
    assertEquals(1, alerts.size());
    silentFor(1, 0);
    assertEquals(2, alerts.size());
  }

  @Test
  void anEventBreaksTheSilence() throws Exception {
    silentFor(2_999, 0);
    watch.onEvents();
    silentFor(2_999, 0);
    assertEquals(List.of(), alerts);
  }

  @Test
  void theAlertContainsTheTimeOfTheLastEvent() throws Exception {
    silentFor(3_001, NOW.getEpochSecond() * 1_000_000_000L + 6);
    String clock = NOW.atZone(ZoneId.systemDefault()).toLocalTime().toString();
    assertEquals(clock, alerts.getFirst().fields().get("last_event_time"));
    assertTrue(clock.endsWith(".000000006"), clock);
  }

  @Test
  void zeroMeansNever() throws Exception {
    most = 0;
    silentFor(1_000_000, 0);
    assertEquals(List.of(), alerts);
  }
}
