package org.eyas.core.rules;

import java.util.Arrays;

/** Where the code points of a text stand in its chars: SnakeYAML counts the former, Java the latter. */
final class Offsets {
  /** Which code points take two chars; nearly always none. */
  private final int[] wide;

  private Offsets(int[] wide) {
    this.wide = wide;
  }

  static Offsets of(String text) {
    int[] wide = new int[text.length() - text.codePointCount(0, text.length())];
    int found = 0;
    for (int at = 0; found < wide.length; at++) {
      if (at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
        wide[found] = at - found;
        found++;
        at++;
      }
    }
    return new Offsets(wide);
  }

  int ofCodePoint(int index) {
    int place = Arrays.binarySearch(wide, index);
    return index + (place < 0 ? -place - 1 : place);
  }
}
