package org.eyas.api.source;

import java.nio.ByteBuffer;
import org.eyas.api.event.CallDetails;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the events of a capture, in the scap encoding (little-endian). The engine implements it; a source calls it from within
 * {@link Capture#poll}, on that thread:
 *
 * <pre>
 *  0        8        16     20    22       26
 *  +--------+--------+------+-----+--------+----------------+-----------------+
 *  | ts ns  | tid    | len  |type | params | lengths u16[n] | parameters ...  |
 *  +--------+--------+------+-----+--------+----------------+-----------------+
 *    u64      u64      u32    u16   u32      (u32[n] for large-payload types)
 * </pre>
 */
@ConsumerType
public interface EventSink {
  /**
   * Receives one event. The source keeps owning the memory: the receiver must not read it after this call returns.
   *
   * @param cpu the processor on which the event was recorded
   * @param memory a little-endian buffer; its position and limit are neither used nor changed
   * @param offset index of the first byte of the header
   * @param length size of header, lengths and parameters in bytes, equal to {@code len} in the header
   */
  void onEvent(int cpu, ByteBuffer memory, int offset, int length);

  /**
   * Receives the event of a call together with details that its parameters do not contain. The receiver may keep the
   * details.
   */
  default void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
    onEvent(cpu, memory, offset, length);
  }

  /**
   * Receives an event that only updates the state and that no rule may see. A capture that was written with a filter contains
   * such events, so that the process table stays correct.
   */
  default void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    onEvent(cpu, memory, offset, length);
  }
}
