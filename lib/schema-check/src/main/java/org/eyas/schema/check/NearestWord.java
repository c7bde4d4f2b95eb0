package org.eyas.schema.check;

import java.util.Optional;

/** Finds the known word that a user probably meant by an unknown word. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The nearest known word; empty if no word is near enough. In a long word, a third of the letters may be wrong, in a
   * short word one letter. Of equally near words, the word that begins with the unknown word wins: people leave out
   * letters mostly at the end.
   */
  public static Optional<String> of(String wrong, Iterable<String> known) {
    return within(Math.max(1, wrong.length() / 3), wrong, known);
  }

  /** The nearest known word of which at most {@code most} letters are wrong; empty if there is none. */
  public static Optional<String> within(int most, String wrong, Iterable<String> known) {
    String nearest = "";
    int least = most;
    for (String word : known) {
      int distance = Math.abs(word.length() - wrong.length()) <= least ? distance(wrong, word) : Integer.MAX_VALUE;
      boolean first = nearest.isEmpty() && distance <= least;
      if (first || distance < least || distance == least && word.startsWith(wrong) && !nearest.startsWith(wrong)) {
        least = distance;
        nearest = word;
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** The number of insertions, deletions, replacements and swaps of neighbouring letters (Damerau-Levenshtein). */
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

  /** Whether the two letters before both positions are swapped. */
  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
