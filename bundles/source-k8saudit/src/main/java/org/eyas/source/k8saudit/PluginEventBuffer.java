package org.eyas.source.k8saudit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory of an event of the type {@code pluginevent}, which contains the number of Falco's plugin and the audit
 * event. All events use the same memory.
 *
 * <pre>
 *  0        8        16      20     22        26          30         34      38
 *  +--------+--------+-------+------+---------+-----------+----------+-------+-------- - -
 *  | time   | thread | length| type | params  | length of | length of| number| payload
 *  | ns     | none   |       | 322  | 2       | the number| payload  | 1     |
 *  +--------+--------+-------+------+---------+-----------+----------+-------+-------- - -
 * </pre>
 */
final class PluginEventBuffer {
  private static final short PLUGIN_EVENT = 322;
  private static final int PLUGIN = 1;
  private static final int PAYLOAD = 38;
  private static final long NO_THREAD = -1;

  private ByteBuffer memory = memory(4_096);
  private int length;

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  void write(long nanos, byte[] payload, int offset, int size) {
    length = PAYLOAD + size;
    if (memory.capacity() < length) {
      memory = memory(2 * length);
    }
    memory.putLong(0, nanos).putLong(8, NO_THREAD).putInt(16, length).putShort(20, PLUGIN_EVENT).putInt(22, 2);
    memory.putInt(26, Integer.BYTES).putInt(30, size).putInt(34, PLUGIN).put(PAYLOAD, payload, offset, size);
  }

  /**
   * Adds members to a payload that is an object.
   *
   * @param members begin with a comma, and end with the brace of the object
   */
  void addMembers(byte[] members) {
    if (members.length > 0) {
      int at = length - 1; // instead of the brace
      length = at + members.length;
      if (memory.capacity() < length) {
        memory = memory(2 * length).put(0, memory, 0, at);
      }
      memory.putInt(16, length).putInt(30, length - PAYLOAD).put(at, members);
    }
  }

  ByteBuffer memory() {
    return memory;
  }

  int length() {
    return length;
  }
}
