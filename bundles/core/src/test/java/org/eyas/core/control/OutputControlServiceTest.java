package org.eyas.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.history.PastAlert;
import org.eyas.core.Alerts;
import org.eyas.core.NoHandover;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.output.EngineAlerts;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class OutputControlServiceTest {
  private final EngineSettings settings = EngineSettings.of(Map.of("engine.kind", "test"));
  private final AlertOutputs outputs =
      new AlertOutputs(settings,
          DispatchSettings.of(Map.of("queues", new String[] {"stuck"})).with(Map.of("output", "stuck", "capacity", 2)),
          BundleFaults.outsideFramework(), new NoHandover());
  private final OutputControlService control = new OutputControlService(outputs);

  @AfterEach
  void end() {
    outputs.close();
  }

  private static final class Reopened implements OutputChannel {
    final AtomicInteger times = new AtomicInteger();

    @Override
    public void send(RenderedAlert alert, boolean endOfBatch) {}

    @Override
    public void reopen() {
      times.incrementAndGet();
    }
  }

  /** Accepts an alert only when it is released. */
  private static final class Stuck implements OutputChannel {
    final Semaphore open = new Semaphore(0);

    @Override
    public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
      try {
        open.acquire();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  @Test
  void aTestAlertGoesToASingleOutputAndIsCounted() throws Exception {
    Alerts one = new Alerts();
    Alerts other = new Alerts();
    outputs.bindChannel(one, Map.of(OutputChannel.NAME, "one"));
    outputs.bindChannel(other, Map.of(OutputChannel.NAME, "other"));
    control.test("other");
    ConditionWait.until(() -> control.outputs().get(1).sent() == 1);
    assertEquals(List.of("This is a test of the output 'other'."), other.texts());
    assertEquals(List.of(), one.texts());
    OutputStatus first = control.outputs().getFirst();
    assertEquals("one", first.channel().name());
    assertEquals(0, first.sent());
    assertTrue(first.capacity() > 0);
  }

  @Test
  void onlyTheNamedOutputIsReopened() throws Exception {
    Reopened one = new Reopened();
    Reopened other = new Reopened();
    outputs.bindChannel(one, Map.of(OutputChannel.NAME, "one"));
    outputs.bindChannel(other, Map.of(OutputChannel.NAME, "other"));
    control.reopen("one");
    ConditionWait.until(() -> one.times.get() == 1);
    assertEquals(0, other.times.get());
  }

  @Test
  void aTestIsRefusedIfTheQueueIsFullAndDropsNothing() throws Exception {
    Stuck stuck = new Stuck();
    outputs.bindChannel(stuck, Map.of(OutputChannel.NAME, "stuck"));
    control.test("stuck");
    ConditionWait.until(() -> control.outputs().getFirst().waiting() == 1);
    String refused =
        assertThrows(
            RefusedException.class,
            () -> {
              for (int i = 0; i < 3; i++) {
                control.test("stuck");
              }
            })
            .getMessage();
    assertEquals("the queue of output 'stuck' is full", refused);
    assertEquals(0, control.outputs().getFirst().dropped());
    stuck.open.release(1_000);
  }

  @Test
  void anUnknownOutputIsNamedWithTheKnownOnes() {
    assertEquals(
        "there is no output 'x'; there are no outputs",
        assertThrows(RefusedException.class, () -> control.test("x")).getMessage());
    outputs.bindChannel(new Alerts(), Map.of(OutputChannel.NAME, "file"));
    assertEquals(
        "there is no output 'x'; outputs: file",
        assertThrows(RefusedException.class, () -> control.reopen("x")).getMessage());
  }

  @Test
  void sentAlertsAreInTheHistory() throws Exception {
    new EngineAlerts(outputs).raise(Priority.NOTICE, "r", "seen", new TreeMap<>());
    AlertHistoryService kept = new AlertHistoryService(outputs);
    ConditionWait.until(() -> !kept.recent(1).isEmpty());
    PastAlert past = kept.recent(1).getFirst();
    assertEquals("seen", past.alert().message());
    assertEquals(past, kept.find(past.number()).orElseThrow());
  }
}
