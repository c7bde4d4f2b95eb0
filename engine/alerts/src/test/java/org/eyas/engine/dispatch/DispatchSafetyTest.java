package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.engine.alert.AlertSafety;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class DispatchSafetyTest {
  private static final AlertRenderer RENDERER =
      new AlertRenderer(new RenderOptions(false, true, false, true, true, false, false, "h"), FalcoVersion.V0_44);

  private final AlertDispatcher dispatcher = new AlertDispatcher(RENDERER, new DispatchOptions(8, 2_000, Map.of(), List.of()));
  private final AlertSink sink = dispatcher.liveSink();
  private final AlertSafety safety = sink.newSafety();

  /** Stores as many alerts as it is allowed to. */
  private static final class SlowStore implements OutputChannel {
    final Semaphore allowed = new Semaphore(0);
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger sent = new AtomicInteger();
    private final boolean stores;

    SlowStore(boolean stores) {
      this.stores = stores;
    }

    @Override
    public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
      begun.incrementAndGet();
      try {
        allowed.acquire();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      sent.incrementAndGet();
    }

    @Override
    public boolean storesAlerts() {
      return stores;
    }
  }

  private static Alert alert(int number) {
    return new Alert(number, Priority.DEBUG, "r" + number, "syscall", "m", new TreeMap<>(), new TreeSet<>());
  }

  private void accept(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      sink.accept(alert(i));
    }
  }

  private void awaitReached() {
    ConditionWait.until(safety::isReached, () -> "the marked alerts are safe");
  }

  @AfterEach
  void stop() throws InterruptedException {
    dispatcher.stop(0);
  }

  @Test
  void nothingIsWaitedForWithoutAlertsAndStores() throws Exception {
    safety.mark();
    assertTrue(safety.isReached());
    dispatcher.add("terminal", new SlowStore(false)); // it hangs
    accept(0, 3);
    safety.mark();
    awaitReached();
  }

  @Test
  void theMarkedAlertsOfAStoreAreWaitedFor() throws Exception {
    SlowStore store = new SlowStore(true);
    dispatcher.add("store", store);
    accept(0, 2);
    safety.mark();
    ConditionWait.until(() -> store.begun.get() == 1, () -> "the first alert is being stored");
    assertFalse(safety.isReached());
    store.allowed.release(1);
    ConditionWait.until(() -> store.begun.get() == 2, () -> "the second alert is being stored");
    assertFalse(safety.isReached());
    store.allowed.release(1);
    awaitReached();
    accept(2, 3); // later ones do not matter
    assertTrue(safety.isReached());
  }

  @Test
  void anAlertThatAFullQueueDropsDoesNotCountForOneThatWaits() throws Exception {
    SlowStore store = new SlowStore(true);
    dispatcher.add("store", store);
    for (int i = 0; i < 9; i++) { // one is being stored, and eight wait
      accept(i, i + 1);
      int accepted = i + 1;
      ConditionWait.until(() -> dispatcher.hasDispatched(accepted), () -> "the alert is in the queue");
      ConditionWait.until(() -> store.begun.get() == 1, () -> "the first alert is being stored");
    }
    safety.mark();
    assertFalse(safety.isReached());
    accept(9, 13);
    ConditionWait.until(() -> dispatcher.counts().getFirst().dropped() >= 4, () -> "alerts are dropped");
    store.allowed.release(8);
    ConditionWait.until(() -> store.begun.get() == 9, () -> "the last alert is being stored");
    assertFalse(safety.isReached());
    store.allowed.release(1);
    awaitReached();
  }

  @Test
  void anAlertThatAStoreRefusesIsNotWaitedFor() throws Exception {
    dispatcher.add("full", new OutputChannel() {
      @Override
      public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
        throw new IOException("the disk is full");
      }

      @Override
      public boolean storesAlerts() {
        return true;
      }
    });
    accept(0, 3);
    safety.mark();
    awaitReached();
  }

  @Test
  void theAlertsOfAChannelThatLeftAreWaitedFor() throws Exception {
    SlowStore leaver = new SlowStore(true);
    dispatcher.add("store", leaver);
    accept(0, 1);
    ConditionWait.until(() -> leaver.begun.get() == 1, () -> "the alert is being stored");
    dispatcher.remove(leaver, 1);
    accept(1, 2);
    safety.mark();
    ConditionWait.until(() -> dispatcher.hasDispatched(2), () -> "the alert is in the queue");
    assertFalse(safety.isReached());
    SlowStore next = new SlowStore(true);
    next.allowed.release(10);
    dispatcher.add("store", next);
    awaitReached();
  }

  @Test
  void theHistoryIsWaitedFor() throws Exception {
    AtomicInteger written = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    dispatcher.setAlertListener(_ -> seen.incrementAndGet());
    dispatcher.setHistory(() -> new StoredAlertCount() {
      @Override
      public long accepted() {
        return seen.get();
      }

      @Override
      public long finished() {
        return written.get();
      }
    });
    accept(0, 2);
    safety.mark();
    ConditionWait.until(() -> dispatcher.hasDispatched(2), () -> "the history has the alerts");
    assertFalse(safety.isReached());
    written.set(2);
    awaitReached();
  }
}
