package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.alert.Priority;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.page.FakeAlerts;
import org.eyas.console.page.SiteFixture;
import org.eyas.console.page.site.ConsoleSite;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** New alerts for browsers that keep a connection open. */
@Timeout(90)
class AlertStreamTest extends SiteFixture {
  @Test
  void alertsStreamOnWhileTheEngineIsUpdatedEachOnce() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 100_000));
    CountDownLatch ended = new CountDownLatch(1);
    ConsoleSession watcher = session("vic", ConsoleRole.VIEWER);
    assertTrue(site.stream().open(watcher, live("::1"), writer, ended::countDown));
    awaitFollower();
    FakeAlerts before = engine.alerts;
    engine.there = false;
    before.raise(Priority.ALERT, "Own", "on the way out", "files");
    ConditionWait.until(() -> !before.isFollowed());
    engine.alerts = before.successor();
    engine.alerts.raise(Priority.ALERT, "Own", "nobody followed", "files");
    engine.there = true;
    awaitFollower();
    engine.alerts.raise(Priority.ALERT, "Own", "live again", "files");
    List<String> numbers = new ArrayList<>();
    while (numbers.size() < 3) {
      Matcher number = Pattern.compile("data-number=\"(\\d+)\"").matcher(reader.readLine());
      if (number.find()) {
        numbers.add(number.group(1));
      }
    }
    assertEquals(List.of("2", "3", "4"), numbers);
    access.sessions().end(watcher);
    assertTrue(ended.await(20, TimeUnit.SECONDS));
  }

  @Test
  void streamReportsTheNumberOfMissedAlerts() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 1_000_000));
    ConsoleSession watcher = session("vic", ConsoleRole.VIEWER);
    assertTrue(site.stream().open(watcher, live("::1"), writer, () -> {}));
    awaitFollower();
    FakeAlerts before = engine.alerts;
    engine.there = false;
    ConditionWait.until(() -> !before.isFollowed());
    engine.alerts = before.successor();
    for (int i = 0; i < 507; i++) {
      engine.alerts.raise(Priority.ALERT, "Own", "nobody followed", "files");
    }
    engine.there = true;
    String line = reader.readLine();
    while (!line.equals("event: missed")) {
      line = reader.readLine();
    }
    assertEquals("data: 7", reader.readLine());
    access.sessions().end(watcher);
  }

  private boolean opens(ConsoleSession session, String address) {
    return site.stream().open(session, live(address), new StringWriter(), () -> {});
  }

  private boolean opens(String user, String address) {
    return opens(session(user, ConsoleRole.VIEWER), address);
  }

  @Test
  void oneClientCannotUseAllStreams() {
    ConsoleSession greedy = session("greedy", ConsoleRole.VIEWER); // a new session could end an old one, and its stream
    for (int i = 0; i < 100; i++) {
      opens(greedy, "10.0.0." + i);
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(opens("user" + i, "2001:db8::" + i));
    }
    assertFalse(opens("another", "2001:db8::ffff"), "one network");
    for (int i = 0; i < 4; i++) {
      assertTrue(opens("tunnel" + i, "127.0.0.1"));
    }
    assertFalse(opens("last", "10.0.1.1"), "all there are");
    site.stream().close();
  }

  @Test
  void newStreamEndsTheOldestOfItsUser() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader oldest = new BufferedReader(new PipedReader(writer, 100_000));
    ConsoleSession watcher = session("tabs", ConsoleRole.VIEWER);
    for (int i = 0; i < 5; i++) {
      assertTrue(site.stream().open(watcher, live("::1"), i == 0 ? writer : new StringWriter(), () -> {}));
    }
    String line = oldest.readLine();
    while (!line.equals("event: end")) {
      line = oldest.readLine();
    }
    site.stream().close();
  }

  /** A request for single alerts as they come. */
  private static FakeRequest live(String address) {
    return new FakeRequest("GET", ConsoleSite.ALERT_STREAM, Map.of("From", address), Map.of("view", "alerts"), "", false);
  }

  @Test
  void browserThatConnectsAgainGetsTheAlertsThatItMissed() throws Exception {
    engine.alerts.raise(Priority.ALERT, "Own", "while nobody was connected", "files");
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 100_000));
    ConsoleSession watcher = session("again", ConsoleRole.VIEWER);
    assertTrue(site.stream().open(watcher, live("::1").with("Last-Event-ID", "1"), writer, () -> {}));
    String line = reader.readLine();
    while (!line.contains("data-number=\"2\"")) {
      assertFalse(line.contains("data-number=\"1\""), line);
      line = reader.readLine();
    }
    site.stream().close();
  }

  private void awaitFollower() {
    ConditionWait.until(() -> engine.alerts.isFollowed());
  }

  @Test
  void alertsStreamUntilTheSessionEnds() throws Exception {
    PipedWriter writer = new PipedWriter();
    BufferedReader reader = new BufferedReader(new PipedReader(writer, 100_000));
    CountDownLatch ended = new CountDownLatch(1);
    ConsoleSession watcher = session("vic", ConsoleRole.VIEWER);
    assertTrue(site.stream().open(watcher, live("::1"), writer, ended::countDown));
    awaitFollower();
    engine.alerts.raise(Priority.ALERT, "Own", "line one\nevent: forged", "files");
    String line = reader.readLine();
    while (!line.equals("event: alerts")) {
      line = reader.readLine();
    }
    StringBuilder event = new StringBuilder();
    for (line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      assertTrue(line.startsWith("data: "), line);
      event.append(line);
    }
    assertTrue(event.toString().contains("data-number=\"2\""), event.toString());
    access.sessions().end(watcher);
    engine.alerts.raise(Priority.ALERT, "Own", "the last one", "files");
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    assertFalse(engine.alerts.isFollowed());
  }
}
