package org.eyas.linux.ring;

import java.nio.ByteBuffer;

/**
 * One ring of a driver as {@link RingSet} reads it: a head, in place, and what is behind it. All calls come from one
 * thread.
 */
public interface EventRing extends AutoCloseable {
  /** Looks how far the kernel has written. Until the next look the ring ends there. */
  void look();

  /** Whether there is an event at the head. */
  boolean hasNext();

  /** Whether the event at the head is still being written, so that nobody knows when it happened. */
  boolean isBeingWritten();

  /** When the event at the head happened, in nanoseconds since the epoch. */
  long timestampNanos();

  int cpu();

  ByteBuffer memory();

  /** Where the event at the head begins in {@link #memory}, its scap header first. */
  int offset();

  int length();

  /** Goes on to the next event. The memory stays readable until {@link #release}. */
  void advance();

  /** Gives the space of all events that were passed back to the kernel. */
  void release();

  /** Ends its mapping. Nobody may read from its memory afterwards. */
  @Override
  void close();
}
