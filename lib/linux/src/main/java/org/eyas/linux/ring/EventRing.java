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

  /** Makes the next event the head. The memory of the previous one stays readable until {@link #release}. */
  void advance();

  /** Returns the memory of all events before the head to the kernel. */
  void release();

  /** Unmaps the memory, which must not be read afterwards. */
  @Override
  void close();
}
