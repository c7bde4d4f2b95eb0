package org.eyas.engine.compile.literal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.compile.text.Needle;

/**
 * Finds constants anywhere in a text, with one scan for long constants, which allow long steps, and one scan for short
 * constants. A few constants are searched one by one, which can skip bytes as well.
 */
public final class LiteralParts implements LiteralPass.Search {
  /** A constant shorter than this would shorten the steps for all others. */
  private static final int LONG = 6;

  private static final int FEW = 2;

  private record One(Needle needle, int number) implements LiteralPass.Search {
    @Override
    public void find(Bytes value, Candidates out) {
      if (needle.test(value)) {
        out.add(number);
      }
    }
  }

  private final LiteralPass.Search[] searches;

  public LiteralParts(Map<Text, Integer> constants, boolean foldCase) {
    Map<Text, Integer> shorts = new HashMap<>();
    Map<Text, Integer> longs = new HashMap<>();
    constants.forEach((text, number) -> (text.length() < LONG ? shorts : longs).put(text, number));
    List<LiteralPass.Search> all = new ArrayList<>();
    add(shorts, foldCase, all);
    add(longs, foldCase, all);
    searches = all.toArray(LiteralPass.Search[]::new);
  }

  private static void add(Map<Text, Integer> constants, boolean foldCase, List<LiteralPass.Search> all) {
    if (constants.size() > FEW) {
      all.add(new LiteralScan(constants, foldCase));
    } else {
      constants.forEach((text, number) -> all.add(new One(new Needle(text, foldCase), number)));
    }
  }

  @Override
  public void find(Bytes value, Candidates out) {
    for (LiteralPass.Search search : searches) {
      search.find(value, out);
    }
  }
}
