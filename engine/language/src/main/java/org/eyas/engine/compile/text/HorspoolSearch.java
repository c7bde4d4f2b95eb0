package org.eyas.engine.compile.text;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Searches for one text inside others with Horspool's algorithm: at a byte that is not in the text, it skips the whole
 * length.
 */
public final class HorspoolSearch implements TextPredicate {
  private final Text text;
  private final boolean foldCase;
  private final int last;
  private final int[] skip = new int[256];

  /** @param foldCase whether to ignore the case of ASCII letters */
  public HorspoolSearch(Text text, boolean foldCase) {
    this.text = text;
    this.foldCase = foldCase;
    last = text.length() - 1;
    Arrays.fill(skip, text.length());
    for (int i = 0; i < last; i++) {
      int c = text.at(i);
      skip[c] = last - i;
      if (foldCase) {
        skip[GlobPattern.lower(c)] = last - i;
        skip[GlobPattern.upper(c)] = last - i;
      }
    }
  }

  @Override
  public boolean test(Bytes value) {
    if (last < 0) {
      return true;
    }
    for (int end = last; end < value.length(); end += skip[value.at(end)]) {
      if (foldCase ? endsAt(value, end) : value.at(end) == text.at(last) && value.regionEquals(end - last, text)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsAt(Bytes value, int end) {
    int i = last;
    while (i >= 0 && GlobPattern.lower(value.at(end - last + i)) == GlobPattern.lower(text.at(i))) {
      i--;
    }
    return i < 0;
  }
}
