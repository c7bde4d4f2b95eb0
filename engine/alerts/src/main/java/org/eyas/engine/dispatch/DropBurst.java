package org.eyas.engine.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts that a queue dropped. A burst lasts until no alert was dropped for a while; its beginning and its end are logged and
 * raised as alerts. Any thread counts drops; one thread reports them.
 */
final class DropBurst {
  private static final Logger LOG = LoggerFactory.getLogger(DropBurst.class);
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String queue;
  private final String remedy;
  private final AtomicLong dropped = new AtomicLong();
  private long before;
  private long seen;
  private long lastNanos;

  /** @param remedy the keys of the configuration that may help */
  DropBurst(String queue, String remedy) {
    this.queue = queue;
    this.remedy = remedy;
  }

  void add(long count) {
    dropped.addAndGet(count);
  }

  long total() {
    return dropped.get();
  }

  /** Reports the beginning or end of a burst; {@code raised} gets the alerts. */
  void reportChanges(long nowNanos, Consumer<Alert> raised) {
    long now = dropped.get();
    boolean open = seen > before;
    if (now > seen) {
      seen = now;
      lastNanos = nowNanos;
      if (!open) {
        LOG.error("Output '{}' does not keep up: its queue is full, alerts are dropped ({}).", queue, remedy);
        raised.accept(OutputAlerts.dropping(queue, now - before));
      }
    } else if (open && nowNanos - lastNanos >= QUIET_NANOS) {
      LOG.error("Output '{}' keeps up again: {} alerts were dropped.", queue, now - before);
      raised.accept(OutputAlerts.recovered(queue, now - before));
      before = now;
    }
  }

  /** Reports remaining drops at the end. */
  void close() {
    long since = dropped.get() - before;
    if (since > 0) {
      LOG.error("Output '{}' did not keep up: {} alerts were dropped ({}).", queue, since, remedy);
    }
  }
}
