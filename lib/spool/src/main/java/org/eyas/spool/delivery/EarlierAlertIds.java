package org.eyas.spool.delivery;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The ids of the alerts that a killed run has stored within its last two minutes. If several alerts had the same id,
 * the id is counted as often. One thread uses it.
 */
final class EarlierAlertIds {
  private static final long WINDOW_MILLIS = TimeUnit.SECONDS.toMillis(120);

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
    long newest = 0;
    for (int place = 0; place < entries.limit() / StoredAlertIds.ENTRY_BYTES; place++) {
      newest = Math.max(newest, entries.getLong(place * StoredAlertIds.ENTRY_BYTES + Long.BYTES));
    }
    for (int place = 0; place < entries.limit() / StoredAlertIds.ENTRY_BYTES; place++) {
      int at = place * StoredAlertIds.ENTRY_BYTES;
      long number = entries.getLong(at) - 1;
      boolean isStored = number >= 0 && number % StoredAlertIds.PLACES == place && number < end;
      if (isStored && newest - entries.getLong(at + Long.BYTES) <= WINDOW_MILLIS) {
        AlertIdNumber id = new AlertIdNumber(entries.getLong(at + 2 * Long.BYTES), entries.getLong(at + 3 * Long.BYTES));
        ids.counts.merge(id, 1, Integer::sum);
      }
    }
    return ids;
  }

  /**
   * Whether a killed run has stored an alert with this id within its last two minutes. Each stored alert counts for one
   * call. Two minutes after the start, the result is always false.
   */
  boolean consume(String id) {
    if (!counts.isEmpty() && System.nanoTime() - openedNanos > TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS)) {
      counts.clear();
    }
    if (counts.isEmpty()) {
      return false;
    }
    AlertIdNumber wanted = AlertIdNumber.parse(id);
    boolean known = counts.containsKey(wanted);
    counts.computeIfPresent(wanted, (_, count) -> count == 1 ? null : count - 1);
    return known;
  }
}
