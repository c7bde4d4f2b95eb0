package org.eyas.engine.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log and the counter of exceptions that the loop caught: of the state, rules, fields and enrichers. Each distinct
 * error of Eyas itself is logged once and then only counted. One loop's thread adds exceptions; any thread may call
 * {@link #recent}.
 */
public final class LoopFaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(LoopFaultLog.class);
  private static final int DISTINCT = 1_000;
  /** The time for which a loop counts as unhealthy after an error. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final Map<String, long[]> counts = new HashMap<>();
  private long total;
  private long own;
  private volatile Instant lastTime = Instant.MIN;
  private volatile @Nullable LoopFault last;

  /** @param where the rule, field, enricher or event that failed */
  public void add(String where, RuntimeException fault) {
    total++;
    if (fault instanceof ForeignCodeFault) {
      return; // its guard has already logged it, with its bundle
    }
    String key = where + ": " + fault.getClass().getName() + " " + place(fault);
    note(key);
    long[] count = counts.get(key);
    if (count != null) {
      count[0]++;
    } else if (counts.size() < DISTINCT) {
      counts.put(key, new long[] {1});
      LOG.error(
          "Internal error: {} failed and is skipped. The same fault is only counted from now on. Please report it.", where,
          fault);
    }
  }

  private void note(String text) {
    LoopFault before = last;
    Instant now = Instant.now();
    last = new LoopFault(text, ++own, before == null || !isRecent(now) ? now : before.since());
    lastTime = now;
  }

  private boolean isRecent(Instant now) {
    return lastTime.isAfter(now.minus(RECENT));
  }

  /** The latest internal error if it is not older than a minute. */
  public Optional<LoopFault> recent() {
    return isRecent(Instant.now()) ? Optional.ofNullable(last) : Optional.empty();
  }

  private static String place(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0 ? "" : trace[0].toString();
  }

  public long total() {
    return total;
  }

  int distinct() {
    return counts.size();
  }
}
