package org.eyas.fields.dns;

import java.util.Arrays;
import org.eyas.api.data.Bytes;

/** Shannon's entropy of the characters of a name, without its dots. */
final class NameEntropy {
  private final int[] counts = new int[256];

  /** The entropy of the part up to an index, in hundredths of a bit per character; 0 for an empty part. */
  long hundredths(Bytes name, int to) {
    Arrays.fill(counts, 0);
    int length = 0;
    for (int i = 0; i < to; i++) {
      if (name.at(i) != '.') {
        counts[name.at(i)]++;
        length++;
      }
    }
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
