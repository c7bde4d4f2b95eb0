package org.eyas.core.engine;

import java.util.HashMap;
import java.util.Map;
import org.eyas.core.foreign.ForeignFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of rules, fields and enrichers that the loop caught. Of our own code each distinct one is logged at first sight and counted
 * after that. Owned by one loop's thread.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final int DISTINCT = 1_000;

  private final Map<String, long[]> counts = new HashMap<>();
  private long total;

  /** @param where the rule, field or enricher that failed */
  void add(String where, RuntimeException fault) {
    total++;
    if (fault instanceof ForeignFault) {
      return; // its guard has told it, and whose it is
    }
    String key = where + ": " + fault.getClass().getName() + " " + place(fault);
    long[] count = counts.get(key);
    if (count != null) {
      count[0]++;
    } else if (counts.size() < DISTINCT) {
      counts.put(key, new long[] {1});
      LOG.error("{} failed. Its answer counts as none; the same fault is only counted from now on.", where, fault);
    }
  }

  private static String place(RuntimeException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0 ? "" : trace[0].toString();
  }

  long total() {
    return total;
  }

  int distinct() {
    return counts.size();
  }
}
