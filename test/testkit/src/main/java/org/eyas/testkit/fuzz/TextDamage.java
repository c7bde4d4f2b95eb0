package org.eyas.testkit.fuzz;

import java.util.List;
import java.util.Random;

/**
 * Damages texts: it deletes, doubles, swaps, repeats and truncates pieces, changes characters, and inserts words of the language.
 * Bytes are damaged as texts in ISO-8859-1.
 */
public final class TextDamage {
  private static final String ODD = "\u0000\t\n\r -:[]{}()'\"%*&!|>#,=<\\/.;0\u007f\u00e9\u00ff";
  private static final int MOST_DAMAGES = 6;
  private static final int LONG_PIECE = 2_000;
  private static final int MOST_REPEATED = 64;
  private static final int LONGEST = 1 << 20;

  private final List<String> words;

  /** @param words pieces that the reader of the text knows */
  public TextDamage(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** A damaged copy of the text; now and then an unchanged one. */
  public String of(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int n = random.nextInt(MOST_DAMAGES + 1); n > 0 && !damaged.isEmpty() && damaged.length() < LONGEST; n--) {
      damage(damaged, random);
    }
    return damaged.toString();
  }

  private void damage(StringBuilder text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(8) == 0 ? LONG_PIECE : 8));
    String piece = text.substring(from, to);
    switch (random.nextInt(9)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, piece);
      case 2 -> text.insert(random.nextInt(text.length() + 1), piece);
      case 3 -> text.insert(from, ODD.charAt(random.nextInt(ODD.length())));
      case 4 -> text.setCharAt(from, ODD.charAt(random.nextInt(ODD.length())));
      case 5 -> text.setCharAt(from, (char) (text.charAt(from) ^ 1 << random.nextInt(8)));
      case 6 -> text.insert(from, piece.repeat(1 + random.nextInt(MOST_REPEATED)));
      case 7 -> text.insert(from, words.isEmpty() ? piece : words.get(random.nextInt(words.size())));
      default -> text.setLength(random.nextInt(4) == 0 ? from : text.length());
    }
  }
}
