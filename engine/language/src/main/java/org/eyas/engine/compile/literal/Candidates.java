package org.eyas.engine.compile.literal;

/**
 * Numbers that were found in one event, each once: constants, or the groups of rules that need them. Reused for each event.
 */
public final class Candidates {
  private final int[] numbers;
  private final long[] added;
  private long round;
  private int size;

  /** @param count how many different numbers there are, starting from 0 */
  public Candidates(int count) {
    numbers = new int[count];
    added = new long[count];
  }

  public void clear() {
    round++;
    size = 0;
  }

  public int size() {
    return size;
  }

  /** A number that was found; index 0 is the first one. */
  public int get(int index) {
    return numbers[index];
  }

  void add(int number) {
    if (added[number] != round) {
      added[number] = round;
      numbers[size++] = number;
    }
  }

  void addAll(int[] found) {
    for (int number : found) {
      add(number);
    }
  }
}
