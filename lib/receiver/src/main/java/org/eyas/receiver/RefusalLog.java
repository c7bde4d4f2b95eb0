package org.eyas.receiver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused requests and connections: of each outcome, the first in ten minutes. Any thread may call it. */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Map<Outcome, Long> silentUntil = new ConcurrentHashMap<>();
  private final Logger logger;

  RefusalLog() {
    this(LOG);
  }

  /** Makes a log for tests, which have no log otherwise. */
  RefusalLog(Logger logger) {
    this.logger = logger;
  }

  /**
   * Logs a refusal, unless one of this outcome was logged shortly before.
   *
   * @param client address and port
   */
  void log(Outcome outcome, Object client, String reason) {
    long now = System.nanoTime();
    Long until = silentUntil.get(outcome);
    if (until != null && now - until < 0) {
      logger.debug("A request of {} was refused: {}", client, reason);
      return;
    }
    silentUntil.put(outcome, now + PAUSE_NANOS);
    logger.warn("A request of {} was refused: {} (logged at most once in 10 minutes)", client, reason);
  }
}
