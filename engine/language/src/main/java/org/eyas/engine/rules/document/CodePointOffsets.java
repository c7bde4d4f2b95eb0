package org.eyas.engine.rules.document;

import java.util.Arrays;

/** Converts indexes of code points to indexes of chars: SnakeYAML counts the former, Java the latter. */
public final class CodePointOffsets {
  /** The code points that take two chars; nearly always empty. */
  private final int[] wide;

  private CodePointOffsets(int[] wide) {
    this.wide = wide;
  }

  public static CodePointOffsets of(String text) {
    int[] wide = new int[text.length() - text.codePointCount(0, text.length())];
    int found = 0;
    for (int at = 0; found < wide.length; at++) {
      if (at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
        wide[found] = at - found;
        found++;
        at++;
      }
    }
    return new CodePointOffsets(wide);
  }

  public int ofCodePoint(int index) {
    int place = Arrays.binarySearch(wide, index);
    return index + (place < 0 ? -place - 1 : place);
  }
}
