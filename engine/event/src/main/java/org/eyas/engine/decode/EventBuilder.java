package org.eyas.engine.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.eyas.api.event.EventType;

/** Builds an event parameter by parameter. The memory is reused for the next event. */
final class EventBuilder {
  private static final int LARGEST_SMALL = 0xffff;

  private byte[] array = new byte[4096];
  private ByteBuffer memory = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  private boolean large;
  private int params;
  private int filled;
  private int end;

  /** Starts an event with a type and a number of parameters. Copies the time and the thread from another event. */
  void begin(EventType type, int count, EventCursor from) {
    large = type.largePayload();
    params = count;
    filled = 0;
    end = EventCursor.HEADER + count * (large ? 4 : 2);
    room(0);
    memory.putLong(0, from.timestampNanos());
    memory.putLong(8, from.threadId());
    memory.putShort(20, (short) type.code());
    memory.putInt(22, count);
  }

  void add(EventCursor from, int param) {
    int size = fit(from.size(param));
    room(size);
    from.copyTo(param, array, end, size);
    length(size);
  }

  void add(byte[] value) {
    int size = fit(value.length);
    room(size);
    System.arraycopy(value, 0, array, end, size);
    length(size);
  }

  /** Appends a number of which all bytes have the same value: zero or 0xff. */
  void fill(int size, int value) {
    room(size);
    Arrays.fill(array, end, end + size, (byte) value);
    length(size);
  }

  /** The finished event; valid until the next {@link #begin}. */
  ByteBuffer finish() {
    if (filled != params) {
      throw new IllegalStateException(filled + " of " + params + " parameters");
    }
    memory.putInt(16, end);
    return memory;
  }

  int size() {
    return end;
  }

  private int fit(int size) {
    return large ? size : Math.min(size, LARGEST_SMALL);
  }

  private void length(int size) {
    int at = EventCursor.HEADER + filled++ * (large ? 4 : 2);
    if (large) {
      memory.putInt(at, size);
    } else {
      memory.putShort(at, (short) size);
    }
    end += size;
  }

  private void room(int more) {
    if (end + more > array.length) {
      array = Arrays.copyOf(array, Math.max(end + more, 2 * array.length));
      memory = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
