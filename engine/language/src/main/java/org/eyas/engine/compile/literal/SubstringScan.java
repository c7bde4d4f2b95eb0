package org.eyas.engine.compile.literal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.compile.text.GlobPattern;

/**
 * Finds many constants anywhere in a text, in one pass.
 *
 * <p>The scan reads three bytes of the text, then skips as many bytes as the shortest constant allows:
 *
 * <pre>
 *   text       / h o m e / m e / . s s h / i d      read with a step of 4: "/ho" "e/m" "/.s" "h/i"
 *   constant                   / . s s h /          has 4 threes in a row; the scan meets one of them:
 *                              "/.s" ".ss" "ssh" "sh/"
 * </pre>
 *
 * <p>A longer constant is indexed by those groups of three bytes that the fewest other constants use.
 */
public final class SubstringScan implements LiteralSearch.Algorithm {
  /** The number of bytes that are looked up together. */
  public static final int GRAM = 3;

  private static final int LONGEST_STEP = 8;

  private final LiteralHashTable table = new LiteralHashTable();
  private final LiteralHashTable.Fit fit = this::fits;
  private final boolean foldCase;
  private final int step;

  /** @param constants constants of at least three bytes, with their numbers */
  SubstringScan(Map<Text, Integer> constants, boolean foldCase) {
    this.foldCase = foldCase;
    int shortest = constants.keySet().stream().mapToInt(Text::length).min().orElse(GRAM);
    step = Math.min(LONGEST_STEP, shortest - GRAM + 1);
    Map<Integer, Integer> used = new HashMap<>();
    List<Map.Entry<Text, Integer>> shortestFirst =
        constants.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Text, Integer>>comparingInt(e -> e.getKey().length())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    shortestFirst.forEach(constant -> add(constant.getKey(), constant.getValue(), used));
    table.freeze();
  }

  private void add(Text text, int number, Map<Integer, Integer> used) {
    int first = rarest(text, used);
    for (int end = first; end < first + step; end++) {
      int gram = gram(text, end);
      used.merge(gram, 1, Integer::sum);
      table.add(new LiteralHashTable.Entry(text, end, gram, number));
    }
  }

  @Override
  public void find(Bytes value, CandidateSet out) {
    int length = value.length();
    for (int end = GRAM - 1; end < length; end += step) {
      int gram = gram(value, end);
      if (table.mayHave(gram)) {
        table.collect(gram, value, end, fit, out);
      }
    }
  }

  /** The index at which the rarest series of groups of three bytes begins: that of the last byte of its first group. */
  private int rarest(Text text, Map<Integer, Integer> used) {
    int best = GRAM - 1;
    int fewest = Integer.MAX_VALUE;
    for (int first = GRAM - 1; first + step <= text.length(); first++) {
      int uses = uses(text, first, used);
      if (uses < fewest) {
        best = first;
        fewest = uses;
      }
    }
    return best;
  }

  private int uses(Text text, int first, Map<Integer, Integer> used) {
    int uses = 0;
    for (int end = first; end < first + step; end++) {
      uses += used.getOrDefault(gram(text, end), 0);
    }
    return uses;
  }

  private int gram(Bytes text, int end) {
    return at(text, end - 2) << 16 | at(text, end - 1) << 8 | at(text, end);
  }

  private int at(Bytes bytes, int index) {
    return foldCase ? GlobPattern.lower(bytes.at(index)) : bytes.at(index);
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
