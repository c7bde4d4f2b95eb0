package org.eyas.engine.compile.literal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.engine.compile.text.HorspoolSearch;

/**
 * Finds constants anywhere in a text, with one scan for long constants, which allow long steps, and one scan for short
 * constants. A few constants are searched one by one, which can skip bytes as well.
 */
public final class SubstringSearch implements LiteralSearch.Algorithm {
  /** A constant shorter than this would shorten the steps for all others. */
  private static final int LONG = 6;

  private static final int FEW = 2;

  private record One(HorspoolSearch needle, int number) implements LiteralSearch.Algorithm {
    @Override
    public void find(Bytes value, CandidateSet out) {
      if (needle.test(value)) {
        out.add(number);
      }
    }
  }

  private final LiteralSearch.Algorithm[] searches;

  public SubstringSearch(Map<Text, Integer> constants, boolean foldCase) {
    Map<Text, Integer> shorts = new HashMap<>();
    Map<Text, Integer> longs = new HashMap<>();
    constants.forEach((text, number) -> (text.length() < LONG ? shorts : longs).put(text, number));
    List<LiteralSearch.Algorithm> all = new ArrayList<>();
    add(shorts, foldCase, all);
    add(longs, foldCase, all);
    searches = all.toArray(LiteralSearch.Algorithm[]::new);
  }

  private static void add(Map<Text, Integer> constants, boolean foldCase, List<LiteralSearch.Algorithm> all) {
    if (constants.size() > FEW) {
      all.add(new SubstringScan(constants, foldCase));
    } else {
      constants.forEach((text, number) -> all.add(new One(new HorspoolSearch(text, foldCase), number)));
    }
  }

  @Override
  public void find(Bytes value, CandidateSet out) {
    for (LiteralSearch.Algorithm search : searches) {
      search.find(value, out);
    }
  }
}
