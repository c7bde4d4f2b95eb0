package org.eyas.engine.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.supervision.DriverPlan.Configured;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which driver is read when drivers come and leave, and when the configuration or a user wants another one. */
class DriverPlanTest {
  /** A driver, or another source. */
  private record Driver(String kind, boolean live, List<String> log) implements EventSource {
    @Override
    public SourceInfo info() {
      return new SourceInfo(kind, "syscall", live, "");
    }

    @Override
    public Capture open(CaptureRequest wanted) throws SourceException {
      if (kind.startsWith("broken")) {
        throw new SourceException("no such device", "");
      }
      log.add("open " + kind);
      return new QuietCapture() {
        @Override
        public void close() {
          log.add("close " + kind);
        }
      };
    }
  }

  private final List<EventSource> offered = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final SourceChoice choice = new SourceChoice(() -> offered, info -> new CaptureRequest(Set.of(), Map.of()));
  private final FakeReader reader = new FakeReader();
  private Configured configured = new Configured("a", Map.of());
  private long nanos;
  private DriverPlan plan;
  private SourceSupervisor supervisor;

  private Driver offer(String kind) {
    Driver driver = new Driver(kind, true, log);
    offered.add(driver);
    return driver;
  }

  @BeforeEach
  void begin() throws Exception {
    offer("a");
    plan = new DriverPlan(choice, () -> configured);
    OpenedCapture first = plan.open("a");
    supervisor = new SourceSupervisor(first.source(), plan, reader, () -> nanos);
    reader.read(first);
    supervisor.setOpened(first);
    supervisor.superviseOnce();
    log.clear();
  }

  private void lookFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      supervisor.superviseOnce();
      nanos += TimeUnit.SECONDS.toNanos(1);
    }
  }

  private String shown() {
    SourceStatus status = supervisor.status();
    return status.kind() + " " + status.state();
  }

  @Test
  void aDriverThatWorksStays() {
    offer("b");
    lookFor(100);
    assertEquals(List.of(), log);
    assertEquals("a RUNNING", shown());
  }

  @Test
  void aBundleThatComesBackInTimeIsSwitchedToBeforeItsOldCaptureCloses() {
    offered.clear();
    lookFor(3);
    assertEquals(List.of(), log);
    offer("a");
    lookFor(1);
    assertEquals(List.of("open a", "close a"), log);
    assertEquals("a RUNNING", shown());
  }

  @Test
  void anotherDriverFollowsOnlyAfterFiveSeconds() {
    offered.clear();
    offer("b");
    lookFor(6);
    assertEquals(List.of(), log);
    lookFor(1);
    assertEquals(List.of("open b", "close a"), log);
    assertEquals("b RUNNING", shown());
  }

  @Test
  void theRequestedDriverIsSwitchedToWhenItIsAvailableAgain() {
    offered.clear();
    offer("b");
    lookFor(7);
    offer("a");
    lookFor(1);
    assertEquals("a RUNNING", shown());
  }

  @Test
  void withoutADriverItWaitsUntilOneIsThere() {
    offered.clear();
    lookFor(7);
    assertEquals(List.of("close a"), log);
    assertEquals("a WAITING", shown());
    lookFor(100);
    offer("b");
    lookFor(1);
    assertEquals("b RUNNING", shown());
  }

  @Test
  void aNewConfigurationSwitchesAndABrokenDriverDoesNot() {
    offer("b");
    offer("broken");
    configured = new Configured("broken", Map.of());
    lookFor(3);
    assertEquals("a RUNNING", shown());
    assertEquals("no such device", supervisor.status().reason());
    configured = new Configured("b", Map.of());
    lookFor(1);
    assertEquals("b RUNNING", shown());
    configured = new Configured("b", Map.of("buffer", "9"));
    lookFor(1);
    assertEquals(List.of("open b", "close a", "open b", "close b"), log);
  }

  @Test
  void onlySettingsOfTheDriverThatRunsReplaceItsCapture() {
    configured = new Configured("a", Map.of("b/buffer", "9"));
    lookFor(3);
    assertEquals(List.of(), log);
    configured = new Configured("a", Map.of("b/buffer", "9", "a/buffer", "1"));
    lookFor(1);
    assertEquals(List.of("open a", "close a"), log);
  }

  @Test
  void settingsOfAnotherDriverDoNotEndARequest() throws Exception {
    offer("b");
    supervisor.open("b", "on request");
    plan.prefer("b");
    configured = new Configured("a", Map.of("a/buffer", "9"));
    lookFor(10);
    assertEquals("b RUNNING", shown());
  }

  @Test
  void autoKeepsTheConfiguredDriverThatRuns() {
    offer("modern_ebpf");
    configured = new Configured("auto", Map.of());
    lookFor(10);
    assertEquals(List.of(), log);
  }

  @Test
  void aRequestHoldsUntilTheConfigurationChanges() throws Exception {
    offer("b");
    supervisor.open("b", "on request");
    plan.prefer("b");
    lookFor(10);
    assertEquals("b RUNNING", shown());
    configured = new Configured("a", Map.of("buffer", "9"));
    lookFor(1);
    assertEquals("a RUNNING", shown());
  }

  @Test
  void onlyADriverCanBeRequested() {
    offered.add(new Driver("replay", false, log));
    SourceException refusal = assertThrows(SourceException.class, () -> supervisor.open("replay", "on request"));
    assertEquals("replay is not a driver; available drivers: [a]", refusal.getMessage());
    assertEquals(List.of("open replay", "close replay"), log);
    assertEquals("a RUNNING", shown());
  }

  @Test
  void aDriverThatFailsIsOpenedAgainAtOnce() {
    reader.fail("the probe is gone");
    lookFor(1);
    assertEquals(List.of("close a", "open a"), log);
    assertEquals("a RUNNING", shown());
  }
}
