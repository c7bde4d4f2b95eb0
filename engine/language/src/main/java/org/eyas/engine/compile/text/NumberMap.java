package org.eyas.engine.compile.text;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable map from numbers, which are not negative, to groups of rules, with open addressing. */
public final class NumberMap {
  private static final int FREE = -1;

  private final int[] keys;
  private final int[][] groups;
  private final int mask;

  public NumberMap(Map<Integer, int[]> entries) {
    int capacity = Integer.highestOneBit(Math.max(1, entries.size()) * 2 - 1) * 2;
    keys = new int[capacity];
    Arrays.fill(keys, FREE);
    groups = new int[capacity][];
    mask = capacity - 1;
    entries.forEach(this::put);
  }

  /** The groups of a number, or null. */
  public int @Nullable [] find(int number) {
    for (int at = TextSet.spread(number) & mask; keys[at] != FREE; at = at + 1 & mask) {
      if (keys[at] == number) {
        return groups[at];
      }
    }
    return null;
  }

  private void put(int number, int[] each) {
    int at = TextSet.spread(number) & mask;
    while (keys[at] != FREE) {
      at = at + 1 & mask;
    }
    keys[at] = number;
    groups[at] = each;
  }
}
