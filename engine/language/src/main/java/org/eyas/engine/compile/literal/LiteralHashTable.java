package org.eyas.engine.compile.literal;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * A hash table of constants, by the hash of some of their bytes. Most look-ups find nothing and end at one bit of a
 * small bitmap.
 *
 * <p>The table is built with {@link #add} and completed with {@link #freeze}; after that it does not change.
 */
public final class LiteralHashTable {
  /** A constant, the end of its hashed bytes in it, and its number. */
  record Entry(Text text, int end, int hash, int number) {}

  private static final int MULTIPLIER = 0x9e3779b1;
  private static final Entry[] NONE = {};

  private final List<Entry> building = new ArrayList<>();
  private long[] bits = {0};
  private int[] starts = {0, 0};
  private Entry[] entries = NONE;
  private int shift = 31;

  void add(Entry entry) {
    building.add(entry);
  }

  /** Completes the table: sorts entries by their slot, with 16 bits of bitmap for each. */
  LiteralHashTable freeze() {
    int places = Integer.highestOneBit(Math.max(4, building.size()) * 16) << 1;
    shift = Integer.numberOfLeadingZeros(places) + 1;
    bits = new long[Math.max(1, places / 64)];
    starts = new int[(places >> 3) + 1];
    building.sort(java.util.Comparator.comparingInt(entry -> place(entry.hash())));
    entries = building.toArray(NONE);
    for (Entry entry : entries) {
      bits[place(entry.hash()) >>> 6] |= 1L << place(entry.hash());
      starts[(place(entry.hash()) >>> 3) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    building.clear();
    return this;
  }

  private int place(int hash) {
    return hash * MULTIPLIER >>> shift;
  }

  /** Whether an entry can have a hash. The answer false is certain. */
  boolean mayHave(int hash) {
    int place = place(hash);
    return (bits[place >>> 6] >>> place & 1) != 0;
  }

  /** Adds the numbers of all constants with this hash whose hashed bytes end at {@code end} in a value. */
  void collect(int hash, Bytes value, int end, Fit fit, CandidateSet out) {
    int bucket = place(hash) >>> 3;
    for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
      Entry entry = entries[i];
      if (entry.hash() == hash && fit.fits(value, end - entry.end(), entry.text())) {
        out.add(entry.number());
      }
    }
  }

  /** Whether a value contains a text at a position, which may be out of range. */
  interface Fit {
    boolean fits(Bytes value, int at, Text text);
  }
}
