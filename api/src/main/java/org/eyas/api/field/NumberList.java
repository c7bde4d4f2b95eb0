package org.eyas.api.field;

import java.util.Arrays;

/** A reusable list of numbers that a field reader fills. Not thread-safe. */
public final class NumberList {
  private long[] values = new long[8];
  private int size;

  public void clear() {
    size = 0;
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  public long get(int index) {
    return values[index];
  }
}
