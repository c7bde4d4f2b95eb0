package org.eyas.api.field;

import java.util.Arrays;
import org.eyas.api.data.Bytes;

/**
 * A reusable list of byte values that a field reader fills. The list stores references: a value that was added must not change
 * until the list has been read. Not thread-safe.
 */
public final class BytesList {
  private static final int FEW = 8;
  private static final int KEPT = 1_024;

  private Bytes[] values = new Bytes[FEW];
  private int size;

  /** Removes all values. The memory for them is kept, except if it was an exceptionally long list. */
  public void clear() {
    size = 0;
    if (values.length > KEPT) {
      values = new Bytes[FEW];
    }
  }

  public void add(Bytes value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  public Bytes get(int index) {
    return values[index];
  }
}
