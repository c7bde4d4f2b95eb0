package org.eyas.engine.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eyas.api.alert.Alert;

/** The throttle stage of the dispatch: passes alerts on, unless they are throttled. Used by one thread. */
final class ThrottleStage {
  /** Receives the alerts to send. */
  interface AlertSender {
    void send(Alert alert, boolean patient) throws InterruptedException;
  }

  private final Supplier<List<ThrottleSettings>> wanted;
  private final AlertSender exit;
  private final AtomicLong throttled = new AtomicLong();
  private AlertThrottle throttle = new AlertThrottle(List.of());
  private boolean replay;
  private boolean patient;

  /** @param wanted the current throttle settings */
  ThrottleStage(Supplier<List<ThrottleSettings>> wanted, AlertSender exit) {
    this.wanted = wanted;
    this.exit = exit;
  }

  void handle(DispatchTask order) throws InterruptedException {
    List<ThrottleSettings> settings = wanted.get();
    if (!throttle.isOf(settings)) {
      throttle = throttle.with(settings, this::send);
    }
    switch (order) {
      case DispatchTask.Send(Alert alert, boolean waits) -> {
        patient = waits;
        replay |= waits;
        if (!throttle.admit(alert, this::send)) {
          throttled.incrementAndGet();
        }
      }
      case DispatchTask.Tick(boolean end) -> {
        patient = replay;
        passTime(end);
      }
    }
  }

  // In a replay, the events define the time.
  private void passTime(boolean end) throws InterruptedException {
    if (end) {
      throttle.end(this::send);
    } else if (!replay) {
      throttle.endDueWindows(OutputAlerts.nanosNow(), this::send);
    }
  }

  private void send(Alert alert) throws InterruptedException {
    exit.send(alert, patient);
  }

  /** The number of alerts that were counted instead of sent. */
  long throttled() {
    return throttled.get();
  }
}
