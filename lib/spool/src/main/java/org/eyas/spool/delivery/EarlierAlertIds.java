package org.eyas.spool.delivery;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The ids of the newest alerts that a killed run has stored. If several alerts had the same id, the id is counted as often. One thread
 * uses it.
 */
final class EarlierAlertIds {
  private static final long USABLE_NANOS = TimeUnit.MINUTES.toNanos(10); // what a killed run left is evaluated long before

  private final long openedNanos = System.nanoTime();
  private final Map<AlertIdNumber, Integer> counts = new HashMap<>();

  private EarlierAlertIds() {}

  /**
   * Reads the ids.
   *
   * @param entries the entries of the file, see {@link StoredAlertIds}
   * @param end the number of the next alert of the spool
   */
  static EarlierAlertIds of(ByteBuffer entries, long end) {
    EarlierAlertIds ids = new EarlierAlertIds();
    for (int place = 0; place < entries.limit() / StoredAlertIds.ENTRY_BYTES; place++) {
      int at = place * StoredAlertIds.ENTRY_BYTES;
      long number = entries.getLong(at) - 1;
      boolean isStored = number >= 0 && number % StoredAlertIds.PLACES == place && number < end;
      if (isStored) {
        AlertIdNumber id = new AlertIdNumber(entries.getLong(at + 2 * Long.BYTES), entries.getLong(at + 3 * Long.BYTES));
        ids.counts.merge(id, 1, Integer::sum);
      }
    }
    return ids;
  }

  /** Whether {@link #consume} can return true. Ten minutes after the start, it cannot any more. */
  boolean isEmpty() {
    if (!counts.isEmpty() && System.nanoTime() - openedNanos > USABLE_NANOS) {
      counts.clear();
    }
    return counts.isEmpty();
  }

  /** Whether a killed run has stored an alert with this id. Each stored alert counts for one call. */
  boolean consume(AlertIdNumber wanted) {
    boolean known = counts.containsKey(wanted);
    counts.computeIfPresent(wanted, (_, count) -> count == 1 ? null : count - 1);
    return known;
  }
}
