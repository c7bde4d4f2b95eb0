package org.example.webhook;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An event of a source other than system calls: a {@code pluginevent}, whose second parameter is the data of the source. All
 * events use the same memory; the engine copies what it keeps.
 *
 * <pre>
 *  0        8        16      20     22        26          30         34      38
 *  +--------+--------+-------+------+---------+-----------+----------+-------+-------- - -
 *  | time   | thread | length| type | params  | length of | length of| number| payload
 *  | ns     | none   |       | 322  | 2       | the first | payload  | of ID |
 *  +--------+--------+-------+------+---------+-----------+----------+-------+-------- - -
 * </pre>
 */
final class PayloadEvent {
  private static final short PLUGIN_EVENT = 322;
  private static final int PAYLOAD = 38;
  private static final long NO_THREAD = -1;

  private ByteBuffer memory = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
  private int length;

  void write(long nanos, byte[] payload, int offset, int size) {
    length = PAYLOAD + size;
    if (memory.capacity() < length) {
      memory = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
    }
    memory.putLong(0, nanos).putLong(8, NO_THREAD).putInt(16, length).putShort(20, PLUGIN_EVENT).putInt(22, 2);
    memory.putInt(26, 4).putInt(30, size).putInt(34, 0).put(PAYLOAD, payload, offset, size);
  }

  ByteBuffer memory() {
    return memory;
  }

  int length() {
    return length;
  }
}
