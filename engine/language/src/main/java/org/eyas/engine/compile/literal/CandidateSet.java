package org.eyas.engine.compile.literal;

/**
 * The set of numbers that a search found in one event: numbers of constants, or of the groups of rules that need them.
 * Reused for each event.
 */
public final class CandidateSet {
  private final int[] numbers;
  private final long[] added;
  private long round;
  private int size;

  /** @param count the number of different numbers, which start at 0 */
  public CandidateSet(int count) {
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

  /** A number by index, in the order in which the numbers were found. */
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
