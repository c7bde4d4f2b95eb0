package org.eyas.schema.check;

import java.util.Optional;

/** The word that was probably meant by one that is unknown: the nearest of those that are known. */
public final class Nearest {
  private Nearest() {}

  /** Empty where none is near: of a long word a third of its letters may be wrong, of a short one a single one. */
  public static Optional<String> of(String wrong, Iterable<String> known) {
    String nearest = "";
    int least = Math.max(1, wrong.length() / 3) + 1;
    for (String word : known) {
      int distance = Math.abs(word.length() - wrong.length()) < least ? distance(wrong, word) : least;
      if (distance < least) {
        least = distance;
        nearest = word;
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** Levenshtein's, and two letters that changed places count once: insertions, deletions, replacements, swaps of neighbours. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = first(b.length());
    for (int i = 1; i <= a.length(); i++) {
      int[] spare = before;
      before = above;
      above = row;
      row = spare;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        row[j] = isSwap(a, i, b, j) ? Math.min(least, before[j - 2] + 1) : least;
      }
    }
    return row[b.length()];
  }

  private static int[] first(int length) {
    int[] row = new int[length + 1];
    for (int j = 0; j <= length; j++) {
      row[j] = j;
    }
    return row;
  }

  /** Whether the two letters before both places are the same, the other way round. */
  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
