package org.eyas.console.page;

import java.util.List;
import java.util.Locale;

/**
 * Counts over time as a small picture without axes.
 *
 * @param path the bars, as the path of an SVG of {@link #WIDTH} by {@link #HEIGHT}; empty if all counts are 0
 * @param words a description for people who do not see the picture
 */
public record Sparkline(String path, String words) {
  static final int WIDTH = RuleSamples.STEPS * 2;
  static final int HEIGHT = 18;

  /** No picture. */
  public static final Sparkline NOTHING = new Sparkline("", "");

  /** @param counts the matches of a rule in steps of half a minute, the oldest first */
  public static Sparkline of(List<Long> counts) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    long sum = counts.stream().mapToLong(Long::longValue).sum();
    String matches = FigureFormat.count(sum) + (sum == 1 ? " match" : " matches");
    return of(counts, matches + " in the last half hour, at most " + FigureFormat.count(most) + " in half a minute");
  }

  /**
   * @param counts of steps of half a minute in half an hour, the oldest first
   * @param words a description of the counts
   */
  public static Sparkline of(List<Long> counts, String words) {
    return of(counts, RuleSamples.STEPS, words);
  }

  /**
   * @param counts the oldest first
   * @param steps how many of them fill the picture; if there are fewer, the oldest are missing
   * @param words a description of the counts
   */
  public static Sparkline of(List<Long> counts, int steps, String words) {
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    if (most == 0) {
      return NOTHING;
    }
    StringBuilder path = new StringBuilder();
    int first = steps - counts.size();
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) > 0) {
        double height = Math.max(2, (double) HEIGHT * counts.get(i) / most);
        path.append(String.format(Locale.ROOT, "M%d %dv-%.1f", (2 * (first + i) + 1) * WIDTH / (2 * steps), HEIGHT, height));
      }
    }
    return new Sparkline(path.toString(), words);
  }
}
