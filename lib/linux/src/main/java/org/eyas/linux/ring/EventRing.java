package org.eyas.linux.ring;

import java.nio.ByteBuffer;

/**
 * A ring of a driver, for {@link RingSet}. It gives access to the oldest unread event, the head, without copying it.
 * One thread makes all calls.
 */
public interface EventRing extends AutoCloseable {
  /**
   * Reads the position up to which the kernel has written. The ring seems to end there until the next call of this
   * method.
   */
  void refresh();

  /** Whether there is an unread event. */
  boolean hasNext();

  /** Whether the kernel is still writing the head, so that its time is not known yet. */
  boolean isBeingWritten();

  /** The time of the head, in nanoseconds since the epoch. */
  long timestampNanos();

  int cpu();

  ByteBuffer memory();

  /** The offset in {@link #memory} at which the scap header of the head begins. */
  int offset();

  int length();

  /** Makes the next event the head. The memory of the previous one stays readable until it is released. */
  void advance();

  /** The position of the head, in bytes since the beginning of the ring. */
  long position();

  /** The position up to which the kernel had written at the last {@link #refresh}. */
  long end();

  /** The size of the memory for events in bytes. */
  long capacity();

  /**
   * Returns the memory of all events before a position to the kernel. The next process that opens the ring begins at this position.
   *
   * @param upTo an earlier {@link #position}, or the current one
   */
  void release(long upTo);

  /** Unmaps the memory, which must not be read afterwards. */
  @Override
  void close();
}
