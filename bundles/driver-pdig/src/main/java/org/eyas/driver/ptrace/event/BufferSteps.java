package org.eyas.driver.ptrace.event;

import org.eyas.recipe.RecipeStep;

/** Data in several buffers, and structures that name them: readv, writev, sendmsg, poll. */
final class BufferSteps {
  private static final int VECTORS = 32;
  private static final int POLLED = 16;
  private static final int POLLED_BYTES = 8;
  private static final int HEADER_BYTES = 48;
  private static final int NARROW_HEADER_BYTES = 24;

  private final ValueSteps simple;
  private final long[] addresses = new long[VECTORS];
  private final long[] lengths = new long[VECTORS];
  private final byte[] joined = new byte[CallerMemory.MOST];

  BufferSteps(ValueSteps simple) {
    this.simple = simple;
  }

  // The array of buffers; returns their number, 0 if it is not readable.
  private int vectors(EventDraft event, long address, long count) {
    int most = (int) (Long.compareUnsigned(count, VECTORS) > 0 ? VECTORS : count);
    int width = event.isNarrow() ? 4 : 8;
    CallerMemory memory = event.memory();
    if (most == 0 || !memory.read(address, most * 2 * width)) {
      return 0;
    }
    for (int i = 0; i < most; i++) {
      int at = i * 2 * width;
      addresses[i] = width == 8 ? memory.longOf(at) : memory.intOf(at) & 0xffff_ffffL;
      lengths[i] = width == 8 ? memory.longOf(at + 8) : memory.intOf(at + 4) & 0xffff_ffffL;
    }
    return most;
  }

  void size(EventDraft event, long address, long count) {
    int total = 0;
    int number = vectors(event, address, count);
    for (int i = 0; i < number; i++) {
      total += (int) lengths[i];
    }
    event.putInt(total);
  }

  void written(EventDraft event, long address, long count) {
    data(event, address, count, simple.kept(event, CallerMemory.MOST, false));
  }

  void read(EventDraft event, long address, long count) {
    data(event, address, count, simple.kept(event, 0, true));
  }

  private void data(EventDraft event, long address, long count, long most) {
    int number = most == 0 ? 0 : vectors(event, address, count);
    int limit = (int) Math.min(most, joined.length);
    int done = 0;
    for (int i = 0; i < number && done < limit; i++) {
      int length = (int) (Long.compareUnsigned(lengths[i], limit - done) > 0 ? limit - done : lengths[i]);
      if (length > 0 && !event.memory().read(addresses[i], length)) {
        break;
      }
      System.arraycopy(event.memory().bytes(), 0, joined, done, length);
      done += length;
    }
    event.putBytes(joined, 0, done);
  }

  /** The descriptors of poll and their events: the number of descriptors, then 8 bytes and 2 bytes for each. */
  void polled(EventDraft event, long address, RecipeStep step) {
    int count = (int) Math.min(event.argument(1) & 0xffff_ffffL, POLLED);
    CallerMemory memory = event.memory();
    if (count > 0 && !memory.read(address, count * POLLED_BYTES)) {
      count = 0;
    }
    putLittleEndian(0, count, 2);
    for (int i = 0; i < count; i++) {
      putLittleEndian(2 + 10 * i, memory.intOf(POLLED_BYTES * i), 8);
      putLittleEndian(10 + 10 * i, simple.converted(memory.shortOf(POLLED_BYTES * i + 6), step), 2);
    }
    event.putBytes(joined, 0, 2 + 10 * count);
  }

  private void putLittleEndian(int at, long value, int size) {
    for (int i = 0; i < size; i++) {
      joined[at + i] = (byte) (value >> 8 * i);
    }
  }

  /** Puts address, buffers and control data of a message into the places of arguments 2 to 5 and of the number. */
  static void header(EventDraft event, long address) {
    CallerMemory memory = event.memory();
    boolean isNarrow = event.isNarrow();
    boolean isReadable = memory.read(address, isNarrow ? NARROW_HEADER_BYTES : HEADER_BYTES);
    for (int i = 0; i < 5; i++) {
      int word = i == 0 ? 0 : i + 1; // the second is the length of the address
      long value = isNarrow ? memory.intOf(4 * word) & 0xffff_ffffL : memory.longOf(8 * word);
      event.argument(i == 4 ? RecipeStep.NUMBER : 2 + i, isReadable ? value : 0);
    }
  }
}
