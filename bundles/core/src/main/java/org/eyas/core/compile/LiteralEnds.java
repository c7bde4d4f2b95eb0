package org.eyas.core.compile;

import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Finds with which of many constants a text begins, or ends. One pass over its first, or last, bytes has a hash for each
 * length; lengths that no constant has are not looked up. Of long constants the first bytes are hashed, and all compared.
 */
final class LiteralEnds {
  private static final int LONGEST_HASHED = 30;
  private static final int MULTIPLIER = 0x01000193;

  private final LiteralTable table = new LiteralTable();
  private final LiteralTable.Fit fit = this::fits;
  private final boolean atEnd;
  private int lengths;
  private int longest;

  LiteralEnds(Map<Text, int[]> constants, boolean atEnd) {
    this.atEnd = atEnd;
    constants.forEach(this::add);
    table.freeze();
  }

  private void add(Text text, int[] groups) {
    int hashed = Math.min(text.length(), LONGEST_HASHED);
    int hash = 0;
    for (int i = 0; i < hashed; i++) {
      hash = (hash ^ at(text, i)) * MULTIPLIER;
    }
    lengths |= 1 << hashed;
    longest = Math.max(longest, hashed);
    table.add(new LiteralTable.Entry(text, 0, hash, groups));
  }

  void find(Bytes value, Candidates out) {
    int end = Math.min(longest, value.length());
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = (hash ^ at(value, i)) * MULTIPLIER;
      if ((lengths >>> i + 1 & 1) != 0 && table.mayHave(hash)) {
        table.collect(hash, value, 0, fit, out);
      }
    }
  }

  private int at(Bytes bytes, int index) {
    return bytes.at(atEnd ? bytes.length() - 1 - index : index);
  }

  private boolean fits(Bytes value, int at, Text text) {
    return atEnd ? value.endsWith(text) : value.startsWith(text);
  }
}
