package org.eyas.engine.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eyas.api.alert.Alert;

/** The throttle stage of the dispatch: passes alerts on, unless they are throttled. Used by one thread. */
final class Release {
  /** Receives the alerts to send. */
  interface Exit {
    void take(Alert alert, boolean patient) throws InterruptedException;
  }

  private final Supplier<List<ThrottleSettings>> wanted;
  private final Exit exit;
  private final AtomicLong throttled = new AtomicLong();
  private Throttle throttle = new Throttle(List.of());
  private boolean replay;
  private boolean patient;

  /** @param wanted the current throttle settings */
  Release(Supplier<List<ThrottleSettings>> wanted, Exit exit) {
    this.wanted = wanted;
    this.exit = exit;
  }

  void handle(Order order) throws InterruptedException {
    List<ThrottleSettings> settings = wanted.get();
    if (!throttle.isOf(settings)) {
      throttle = throttle.with(settings, this::out);
    }
    switch (order) {
      case Order.Send(Alert alert, boolean waits) -> {
        patient = waits;
        replay |= waits;
        if (!throttle.take(alert, this::out)) {
          throttled.incrementAndGet();
        }
      }
      case Order.Tick(boolean end) -> {
        patient = replay;
        pass(end);
      }
    }
  }

  // In a replay, the events define the time.
  private void pass(boolean end) throws InterruptedException {
    if (end) {
      throttle.end(this::out);
    } else if (!replay) {
      throttle.due(DispatchAlerts.nanosNow(), this::out);
    }
  }

  private void out(Alert alert) throws InterruptedException {
    exit.take(alert, patient);
  }

  /** The number of alerts that were counted instead of sent. */
  long throttled() {
    return throttled.get();
  }
}
