package org.eyas.engine.health;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eyas.api.alert.Priority;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.alert.InternalAlert;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alert if a live source delivered no events for too long: {@code syscall_event_timeouts}. Used by one loop's thread.
 *
 * <p>Falco counts consecutive reads without an event. The duration of a read depends on the driver. Here each counts as 30 ms,
 * the maximum of Falco's reads, so that a number means the same time for every source.
 */
final class SilenceWatch {
  private static final String RULE = "Falco internal: timeouts notification";
  private static final long READ_NANOS = 30_000_000;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final LongSupplier mostReads;
  private final LongSupplier nanoTime;
  private final Supplier<Instant> clock;
  private final AlertSink alerts;
  private long sinceNanos;
  private boolean silent;

  /** @param mostReads how many reads may end without an event before an alert is raised; 0 for no limit */
  SilenceWatch(LongSupplier mostReads, LongSupplier nanoTime, Supplier<Instant> clock, AlertSink alerts) {
    this.mostReads = mostReads;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.alerts = alerts;
  }

  /** Ends the silence. Called after a read with events. */
  void onEvents() {
    silent = false;
  }

  /**
   * Raises an alert if the silence is too long. Called after a read without events.
   *
   * @param lastEventNanos time of the last event, since the epoch; 0 for none yet
   */
  void onEmptyRead(long lastEventNanos) throws InterruptedException {
    long now = nanoTime.getAsLong();
    if (!silent) {
      silent = true;
      sinceNanos = now;
    }
    long most = mostReads.getAsLong();
    if (most > 0 && now - sinceNanos > most * READ_NANOS) {
      alert(most, lastEventNanos);
      sinceNanos = now;
    }
  }

  private void alert(long reads, long lastEventNanos) throws InterruptedException {
    TreeMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("last_event_time", lastEventNanos == 0 ? "none" : CLOCK.format(Instant.ofEpochSecond(0, lastEventNanos)));
    Instant now = clock.get();
    alerts.accept(
        InternalAlert.of(
            now.getEpochSecond() * 1_000_000_000L + now.getNano(),
            Priority.DEBUG,
            RULE,
            RULE + ". " + reads + " consecutive timeouts without event.",
            fields));
  }
}
