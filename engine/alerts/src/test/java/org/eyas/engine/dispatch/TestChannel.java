package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.testkit.ConditionWait;

/** A channel to a receiver that can be blocked, slow, failing, unavailable and back. */
final class TestChannel implements OutputChannel {
  final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  final List<Long> delaysNanos = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore open = new Semaphore(0);
  private volatile boolean blocked;
  private volatile boolean away;
  private volatile String refused = "";
  private volatile long slownessMillis;

  static TestChannel quick() {
    return new TestChannel();
  }

  TestChannel block() {
    open.drainPermits();
    blocked = true;
    return this;
  }

  void unblock() {
    blocked = false;
    open.release(1_000_000);
  }

  TestChannel away(boolean gone) {
    away = gone;
    return this;
  }

  /** Never accepts the alert with this message. */
  TestChannel refusing(String message) {
    refused = message;
    return this;
  }

  TestChannel slow(long millis) {
    slownessMillis = millis;
    return this;
  }

  /** If the time of an alert is {@code System.nanoTime()}, measures its delay. */
  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    try {
      if (blocked) {
        open.acquire();
      }
      TimeUnit.MILLISECONDS.sleep(slownessMillis);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    if (away) {
      throw new IOException("the receiver is unavailable");
    }
    if (refused.equals(alert.alert().message())) {
      throw new IOException("no such alerts here");
    }
    delaysNanos.add(System.nanoTime() - alert.alert().timestampNanos());
    messages.add(alert.alert().message());
  }

  void await(int count) {
    ConditionWait.until(() -> messages.size() >= count, () -> count + " alerts did not arrive: " + messages);
  }
}
