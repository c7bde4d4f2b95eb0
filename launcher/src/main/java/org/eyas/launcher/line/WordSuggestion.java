package org.eyas.launcher.line;

import java.util.Arrays;
import java.util.Collection;

/**
 * Finds the known word that an unknown word probably means. The module {@code schema-check} does the same for keys and
 * fields, but the launcher has no other jar of Eyas on its class path, and words of a command line may also be
 * abbreviated.
 */
final class WordSuggestion {
  private WordSuggestion() {}

  /** {@code ; did you mean 'X'?}, or an empty text if no word is near. */
  static String hint(String wrong, Collection<String> known) {
    String nearest = "";
    int least = Math.max(2, wrong.length() / 3) + 1;
    for (String word : known) {
      // The beginning of a word is near to the word, however much is missing.
      boolean cut = wrong.length() > 3 && word.startsWith(wrong);
      int distance = cut || swapped(wrong, word) ? 1 : distance(wrong, word);
      if (distance < least) {
        least = distance;
        nearest = word;
      }
    }
    return nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?";
  }

  /** Whether the only difference is that two adjacent letters are swapped. */
  private static boolean swapped(String a, String b) {
    int at = Arrays.mismatch(a.toCharArray(), b.toCharArray());
    return a.length() == b.length()
        && at >= 0
        && at + 1 < a.length()
        && a.charAt(at) == b.charAt(at + 1)
        && a.charAt(at + 1) == b.charAt(at)
        && a.substring(at + 2).equals(b.substring(at + 2));
  }

  /** Levenshtein's: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
