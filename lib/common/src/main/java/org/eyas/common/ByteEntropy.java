package org.eyas.common;

import java.util.Arrays;

/** Shannon's entropy of bytes: how many bits each of them tells, from 0 (all the same) to 8 (all values equally often). For one thread. */
public final class ByteEntropy {
  private final int[] counts = new int[256];
  private int length;

  public void clear() {
    Arrays.fill(counts, 0);
    length = 0;
  }

  /** Counts one byte, from 0 to 255. */
  public void add(int value) {
    counts[value]++;
    length++;
  }

  /** The entropy in hundredths of a bit per byte, from 0 to 800; 0 without bytes. */
  public long hundredths() {
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / length;
        bits -= share * Math.log(share);
      }
    }
    return Math.round(100 * bits / Math.log(2));
  }
}
