package org.eyas.core.rules;

import java.util.Arrays;

/** The name that was probably meant: the nearest of those that exist. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code did you mean 'X'?}, or an empty text where nothing is near. */
  public static String of(String wrong, Iterable<String> names) {
    String nearest = "";
    int least = Math.max(1, wrong.length() / 3) + 1;
    for (String name : names) {
      int distance = Math.abs(name.length() - wrong.length()) < least ? distance(wrong, name) : least;
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest.isEmpty() ? "" : "did you mean '" + nearest + "'?";
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
