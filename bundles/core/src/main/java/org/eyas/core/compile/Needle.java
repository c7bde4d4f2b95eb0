package org.eyas.core.compile;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** Looks for one text inside others, by Horspool's method: a byte that is not in it lets it pass over its whole length. */
final class Needle implements TextTest {
  private final Text text;
  private final int last;
  private final int[] skip = new int[256];

  Needle(Text text) {
    this.text = text;
    last = text.length() - 1;
    Arrays.fill(skip, text.length());
    for (int i = 0; i < last; i++) {
      skip[text.at(i)] = last - i;
    }
  }

  @Override
  public boolean test(Bytes value) {
    if (last < 0) {
      return true;
    }
    for (int end = last; end < value.length(); end += skip[value.at(end)]) {
      if (value.at(end) == text.at(last) && value.regionEquals(end - last, text)) {
        return true;
      }
    }
    return false;
  }
}
