package org.eyas.engine.compile.text;

import java.util.Collection;

/** A bitmap of hashes, which may also contain a few hashes that were not added. */
public final class HashBitmap {
  private static final int MULTIPLIER = 0x9e3779b1;

  /** The number of bits for each hash. Of hashes that were not added, one in {@code SPARSE} is found nevertheless. */
  private static final int SPARSE = 16;

  private final long[] bits;
  private final int shift;

  public HashBitmap(Collection<Integer> hashes) {
    int places = Integer.highestOneBit(Math.max(4, hashes.size()) * SPARSE);
    shift = Integer.numberOfLeadingZeros(places) + 1;
    bits = new long[places / Long.SIZE];
    for (int hash : hashes) {
      bits[place(hash) >>> 6] |= 1L << place(hash);
    }
  }

  /** Whether the bitmap may contain a hash. The answer false is certain. */
  public boolean mayHave(int hash) {
    int place = place(hash);
    return (bits[place >>> 6] >>> place & 1) != 0;
  }

  private int place(int hash) {
    return hash * MULTIPLIER >>> shift;
  }
}
