package org.eyas.api.field;

import java.util.Arrays;
import org.eyas.api.data.Bytes;

/** Several values of bytes, used again and again. What is added must stay as it is until the list is read. */
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
