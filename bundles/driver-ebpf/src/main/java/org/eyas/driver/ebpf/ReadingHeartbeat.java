package org.eyas.driver.ebpf;

import com.sun.jna.Memory;
import java.time.Duration;
import org.eyas.linux.libc.Libc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the probe once per second that its events are read, and which losses are counted. Without it, the probe falls silent as soon as
 * the time is over and a ring is full.
 */
final class ReadingHeartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingHeartbeat.class);
  private static final long SECOND_NANOS = 1_000_000_000;

  private final ControlMemory control;
  private final ProbeCounters counters;
  private final Duration limit;
  private final Memory scratch = new Memory(16);
  private long lastNanos = System.nanoTime() - SECOND_NANOS;

  /** @param limit how long the probe records without being read */
  ReadingHeartbeat(ControlMemory control, ProbeCounters counters, Duration limit) {
    this.control = control;
    this.counters = counters;
    this.limit = limit;
  }

  /** Renews the time if a second has passed. */
  void beat(long nowNanos) {
    if (nowNanos - lastNanos < SECOND_NANOS) {
      return;
    }
    lastNanos = nowNanos;
    long now = Libc.bootNanos(scratch);
    long silent = control.renew(now + limit.toNanos(), counters.losses());
    if (silent != 0) {
      LOG.warn(
          "The probe recorded nothing for {} s, because this process did not read for longer than eyas.driver.orphan_s",
          (now - silent) / SECOND_NANOS);
    }
  }
}
