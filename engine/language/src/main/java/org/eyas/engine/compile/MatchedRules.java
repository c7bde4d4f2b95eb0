package org.eyas.engine.compile;

import java.util.Arrays;

/** The rules that match one event, by their keys in ascending order; reused for the next event. */
public final class MatchedRules {
  private int[] keys = new int[16];
  private int size;

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** The key of a rule; index 0 is the rule that was defined first. */
  public int key(int index) {
    return keys[index];
  }

  public boolean contains(int key) {
    return Arrays.binarySearch(keys, 0, size, key) >= 0;
  }

  /** Removes a rule, if it is present. */
  public void remove(int key) {
    int at = Arrays.binarySearch(keys, 0, size, key);
    if (at >= 0) {
      System.arraycopy(keys, at + 1, keys, at, --size - at);
    }
  }

  /** Adds a rule at its place in the order of definition, because rules are tested in the cheapest order. */
  public void add(int key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    int at = size++;
    while (at > 0 && keys[at - 1] > key) {
      keys[at] = keys[at - 1];
      at--;
    }
    keys[at] = key;
  }
}
