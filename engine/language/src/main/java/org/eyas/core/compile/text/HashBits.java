package org.eyas.core.compile.text;

import java.util.Collection;

/** A set of hashes as a bitmap, in which a few that were not put in are found as well. */
public final class HashBits {
  private static final int MULTIPLIER = 0x9e3779b1;

  /** With so many bits for each hash, every {@code SPARSE}th that was not put in is found. */
  private static final int SPARSE = 16;

  private final long[] bits;
  private final int shift;

  public HashBits(Collection<Integer> hashes) {
    int places = Integer.highestOneBit(Math.max(4, hashes.size()) * SPARSE);
    shift = Integer.numberOfLeadingZeros(places) + 1;
    bits = new long[places / Long.SIZE];
    for (int hash : hashes) {
      bits[place(hash) >>> 6] |= 1L << place(hash);
    }
  }

  /** Whether a hash may be in the set; no is certain. */
  public boolean mayHave(int hash) {
    int place = place(hash);
    return (bits[place >>> 6] >>> place & 1) != 0;
  }

  private int place(int hash) {
    return hash * MULTIPLIER >>> shift;
  }
}
