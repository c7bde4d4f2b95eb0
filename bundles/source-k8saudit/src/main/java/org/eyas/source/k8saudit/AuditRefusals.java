package org.eyas.source.k8saudit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts and logs refused input. The loop's thread adds refusals, any thread reads the count. The writer of the input
 * decides how many refusals there are, so only the first refusals of each minute get a line in the log.
 */
final class AuditRefusals {
  private static final int LINES = 10;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private final AtomicLong count = new AtomicLong();
  private long windowNanos;
  private int inWindow = -1;

  AuditRefusals(Consumer<String> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** @param place the file and line, or the sender */
  void add(String place, String reason) {
    addLine(place + ": not used as audit event: " + reason);
  }

  /**
   * Adds JSON of another kind. The words between the place and the last colon are the words of Falco's plugin, because
   * users' scripts search for them.
   */
  void addUnrecognized(String place) {
    addLine(place + ": data not recognized as a k8s audit event: it is neither an Event nor an EventList with items");
  }

  private void addLine(String line) {
    count.incrementAndGet();
    long now = nanoTime.getAsLong();
    if (inWindow < 0 || now - windowNanos >= WINDOW_NANOS) {
      windowNanos = now;
      inWindow = 0;
    }
    inWindow++;
    if (inWindow <= LINES) {
      log.accept(line);
    } else if (inWindow == LINES + 1) {
      log.accept(
          "More than " + LINES + " audit events were refused within a minute: the next ones are only counted (eyas sources).");
    }
  }

  long count() {
    return count.get();
  }
}
