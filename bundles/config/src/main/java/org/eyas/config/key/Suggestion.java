package org.eyas.config.key;

import java.util.Collection;

/** Finds what was meant by a word that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code " (did you mean 'word'?)"}, or nothing where no word is near. */
  public static String of(String written, Collection<String> words) {
    String best = "";
    int least = Math.max(2, written.length() / 3) + 1;
    for (String word : words) {
      int distance = distance(written, word);
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return best.isEmpty() ? "" : " (did you mean '" + best + "'?)";
  }

  // Levenshtein, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
