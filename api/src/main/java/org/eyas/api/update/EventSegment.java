package org.eyas.api.update;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A series of recent events of one source, after the state from which they start.
 *
 * @param pieces the memory with the state and the events, in order
 * @param filled how many bytes of each piece are filled
 * @param whole true if the state is that of all threads; otherwise each thread's state is stored before its first event
 * @param stateBytes how many of the bytes, counted from the beginning, are the state
 * @param events the number of events
 * @param firstNanos time of the first event, in nanoseconds since the epoch; 0 if there are no events
 * @param lastNanos time of the last event, likewise
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
