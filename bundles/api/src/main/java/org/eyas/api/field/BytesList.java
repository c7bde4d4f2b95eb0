package org.eyas.api.field;

import java.util.Arrays;
import org.eyas.api.data.Bytes;

/**
 * A reusable list of byte values that a field reader fills. The list stores references: a value that was added must not change
 * until the list has been read. Not thread-safe.
 */
public final class BytesList {
  private Bytes[] values = new Bytes[8];
  private int size;

  public void clear() {
    size = 0;
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
