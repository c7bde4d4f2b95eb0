package org.eyas.core.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Finds which of many constants stand anywhere in a text, in one pass over it.
 *
 * <p>Each constant is known by three of its bytes, those that the fewest others are known by; the scan looks up every
 * three bytes of the text.
 */
final class LiteralScan {
  /** Bytes that are looked up together. */
  static final int GRAM = 3;

  private static final int MASK = 0xff_ffff;

  private final LiteralTable table = new LiteralTable();
  private final LiteralTable.Fit fit = this::fits;
  private final boolean foldCase;

  LiteralScan(Map<Text, int[]> constants, boolean foldCase) {
    this.foldCase = foldCase;
    Map<Integer, Integer> used = new HashMap<>();
    List<Map.Entry<Text, int[]>> shortestFirst =
        constants.entrySet().stream()
            .sorted(java.util.Comparator.<Map.Entry<Text, int[]>>comparingInt(e -> e.getKey().length())
                .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    for (Map.Entry<Text, int[]> constant : shortestFirst) {
      Text text = constant.getKey();
      int end = rarest(text, used);
      int gram = gram(text, end);
      used.merge(gram, 1, Integer::sum);
      table.add(new LiteralTable.Entry(text, end, gram, constant.getValue()));
    }
    table.freeze();
  }

  void find(Bytes value, Candidates out) {
    int length = value.length();
    int gram = 0;
    for (int i = 0; i < length; i++) {
      gram = (gram << 8 | at(value, i)) & MASK;
      if (i >= GRAM - 1 && table.mayHave(gram)) {
        table.collect(gram, value, i, fit, out);
      }
    }
  }

  private int rarest(Text text, Map<Integer, Integer> used) {
    int best = GRAM - 1;
    for (int end = GRAM; end < text.length(); end++) {
      if (used.getOrDefault(gram(text, end), 0) < used.getOrDefault(gram(text, best), 0)) {
        best = end;
      }
    }
    return best;
  }

  private int gram(Text text, int end) {
    return at(text, end - 2) << 16 | at(text, end - 1) << 8 | at(text, end);
  }

  private int at(Bytes bytes, int index) {
    return foldCase ? Glob.lower(bytes.at(index)) : bytes.at(index);
  }

  private boolean fits(Bytes value, int at, Text text) {
    if (at < 0 || at + text.length() > value.length()) {
      return false;
    }
    if (!foldCase) {
      return value.regionEquals(at, text);
    }
    for (int i = 0; i < text.length(); i++) {
      if (at(value, at + i) != at(text, i)) {
        return false;
      }
    }
    return true;
  }
}
