package org.eyas.api.update;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Some of the recent events of a source, behind the state of their beginning.
 *
 * @param pieces the memory, in order
 * @param filled how many bytes of each piece are filled
 * @param whole whether the state is that of all threads; otherwise each is told in front of its first event
 * @param stateBytes how many of them, from the first one on, are the state
 * @param events how many there are
 * @param firstNanos time of the first event, nanoseconds since the epoch; 0 where there is none
 * @param lastNanos of the last
 */
public record EventSegment(
    List<ByteBuffer> pieces,
    List<Integer> filled,
    boolean whole,
    long stateBytes,
    long events,
    long firstNanos,
    long lastNanos) {
  public EventSegment {
    pieces = List.copyOf(pieces);
    filled = List.copyOf(filled);
  }
}
