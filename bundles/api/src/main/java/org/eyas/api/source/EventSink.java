package org.eyas.api.source;

import java.nio.ByteBuffer;

/**
 * Takes events in the scap encoding, little-endian:
 *
 * <pre>
 *  0        8        16     20    22       26
 *  +--------+--------+------+-----+--------+----------------+-----------------+
 *  | ts ns  | tid    | len  |type | params | lengths u16[n] | parameters ...  |
 *  +--------+--------+------+-----+--------+----------------+-----------------+
 *    u64      u64      u32    u16   u32      (u32[n] for large-payload types)
 * </pre>
 */
public interface EventSink {
  /**
   * One event. The memory is borrowed: it must not be touched after the call returns.
   *
   * @param cpu the processor it was taken on
   * @param memory a little-endian buffer; position and limit are not used and not changed
   * @param offset where the header starts
   * @param length bytes of header and body, as the header's {@code len} says
   */
  void onEvent(int cpu, ByteBuffer memory, int offset, int length);

  /**
   * An event that only moves the state: no rule must see it. Captures that were written through a filter hold such
   * events, so that the process table stays right.
   */
  default void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    onEvent(cpu, memory, offset, length);
  }
}
