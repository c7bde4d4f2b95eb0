package org.eyas.driver.ebpf;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, at most once a minute, that events of io_uring lack results. Any thread may call it. */
final class UnfinishedRequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedRequestLog.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private long reported;
  private long nextNanos = Long.MIN_VALUE;

  /**
   * Logs the requests that were not logged yet, unless the last line is too recent. Returns the number of requests in
   * the new line.
   */
  synchronized long reportNew(long requests, long nowNanos) {
    long more = requests - reported;
    if (more == 0 || nextNanos != Long.MIN_VALUE && nowNanos - nextNanos < 0) {
      return 0;
    }
    reported = requests;
    nextNanos = nowNanos + PAUSE_NANOS;
    LOG.warn(
        "{} requests of io_uring were recorded before their results were known, because too many were in progress:"
            + " their events say that they succeeded",
        more);
    return more;
  }
}
