package org.eyas.engine.compile.literal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.compile.text.HashBitmap;

/**
 * Finds the constants with which a text begins, or ends. It extends a hash over the first, or last, bytes of the text
 * as long as some constant has the same bytes, which for most texts are only a few. Of a long constant, only the first
 * bytes are hashed, but all bytes are compared.
 */
public final class AffixSearch implements LiteralSearch.Algorithm {
  private static final int LONGEST_HASHED = 30;
  private static final int MULTIPLIER = 0x01000193;

  private final LiteralHashTable table = new LiteralHashTable();
  private final LiteralHashTable.Fit fit = this::fits;
  private final HashBitmap beginnings;
  private final boolean atEnd;
  private int lengths;
  private int longest;

  public AffixSearch(Map<Text, Integer> constants, boolean atEnd) {
    this.atEnd = atEnd;
    Set<Integer> hashes = new HashSet<>();
    constants.forEach((text, number) -> add(text, number, hashes));
    table.freeze();
    beginnings = new HashBitmap(hashes);
  }

  private void add(Text text, int number, Set<Integer> hashes) {
    int hashed = Math.min(text.length(), LONGEST_HASHED);
    int hash = 0;
    for (int i = 0; i < hashed; i++) {
      hash = (hash ^ at(text, i)) * MULTIPLIER;
      hashes.add(hash);
    }
    lengths |= 1 << hashed;
    longest = Math.max(longest, hashed);
    table.add(new LiteralHashTable.Entry(text, 0, hash, number));
  }

  @Override
  public void find(Bytes value, CandidateSet out) {
    int end = Math.min(longest, value.length());
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = (hash ^ at(value, i)) * MULTIPLIER;
      if (!beginnings.mayHave(hash)) {
        return;
      }
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
