package org.eyas.engine.archive;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.engine.query.AlertSummary;
import org.eyas.engine.query.SearchKeyHashes;

/**
 * The index of a segment: the times and priorities of its alerts, and a Bloom filter of their names and values. An
 * index takes 4 KB in memory and on disk. May be used from any thread.
 */
final class SegmentIndex implements AlertSummary {
  static final int BYTES = 4_096 + 3 * Long.BYTES;

  private static final int WORDS = 512;
  private static final int PLACES = WORDS * Long.SIZE;
  private static final int HASHES = 3;

  private final long[] filter = new long[WORDS];
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private long priorities;

  /** Reads an index that {@link #bytes} wrote. */
  static SegmentIndex of(ByteBuffer bytes) {
    SegmentIndex index = new SegmentIndex();
    LongBuffer in = bytes.asLongBuffer();
    index.oldest = in.get();
    index.newest = in.get();
    index.priorities = in.get();
    in.get(index.filter);
    return index;
  }

  synchronized byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.asLongBuffer().put(oldest).put(newest).put(priorities).put(filter);
    return bytes.array();
  }

  synchronized void add(Alert alert) {
    oldest = Math.min(oldest, alert.timestampNanos());
    newest = Math.max(newest, alert.timestampNanos());
    priorities |= 1L << alert.priority().ordinal();
    SearchKeyHashes.of(alert, this::set);
  }

  private void set(long hash) {
    for (int i = 0; i < HASHES; i++) {
      int place = place(hash, i);
      filter[place >>> 6] |= 1L << place;
    }
  }

  // The two halves of a hash give any number of independent ones.
  private static int place(long hash, int round) {
    return Math.floorMod((int) hash + round * ((int) (hash >>> 32) | 1), PLACES);
  }

  @Override
  public synchronized long oldestNanos() {
    return oldest;
  }

  @Override
  public synchronized long newestNanos() {
    return newest;
  }

  @Override
  public synchronized boolean mayHave(Priority priority) {
    return (priorities >>> priority.ordinal() & 1) != 0;
  }

  @Override
  public synchronized boolean mayContain(long hash) {
    for (int i = 0; i < HASHES; i++) {
      int place = place(hash, i);
      if ((filter[place >>> 6] >>> place & 1) == 0) {
        return false;
      }
    }
    return true;
  }
}
