package org.eyas.core.compile;

/** The groups of rules that the constants found in one event lead to, each once; used again for the next event. */
final class Candidates {
  private final int[] groups;
  private final long[] added;
  private long round;
  private int size;

  Candidates(int groupCount) {
    groups = new int[groupCount];
    added = new long[groupCount];
  }

  void clear() {
    round++;
    size = 0;
  }

  int size() {
    return size;
  }

  int group(int index) {
    return groups[index];
  }

  void add(int[] found) {
    for (int group : found) {
      if (added[group] != round) {
        added[group] = round;
        groups[size++] = group;
      }
    }
  }
}
