package org.eyas.linux.ring;

import java.nio.ByteBuffer;

/**
 * A ring that one processor fills, in which each event is complete before it is counted as written. Subclasses define
 * the places of the counts, and the place of the event at a position.
 */
public abstract class CompleteRing implements EventRing {
  private static final int LENGTH = 16; // of an event, in its header

  private final int cpu;
  private final ByteBuffer memory;
  private long position;
  private long end;
  private int offset = -1;
  private int length;
  private long nanos;

  /**
   * @param cpu the processor that fills it
   * @param memory contains the events
   * @param position the position at which reading begins, in the count of {@link #written}
   */
  protected CompleteRing(int cpu, ByteBuffer memory, long position) {
    this.cpu = cpu;
    this.memory = memory;
    this.position = position;
  }

  /** The position at which the processor writes next. All bytes before it are complete and visible to this thread. */
  protected abstract long written();

  /** Tells the processor that all events before a position were read. */
  protected abstract void consumed(long upTo);

  /** The index of a position in {@link #memory}. */
  protected abstract int place(long at);

  /** The position after an event. */
  protected abstract long after(long at, int bytes);

  @Override
  public final void refresh() {
    end = written();
    if (offset < 0) {
      load();
    }
  }

  private void load() {
    if (position != end) {
      offset = place(position);
      length = memory.getInt(offset + LENGTH);
      nanos = memory.getLong(offset);
    }
  }

  @Override
  public final boolean hasNext() {
    return offset >= 0;
  }

  @Override
  public final boolean isBeingWritten() {
    return false;
  }

  @Override
  public final long timestampNanos() {
    return nanos;
  }

  @Override
  public final int cpu() {
    return cpu;
  }

  @Override
  public final ByteBuffer memory() {
    return memory;
  }

  @Override
  public final int offset() {
    return offset;
  }

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final void advance() {
    position = after(position, length);
    offset = -1;
    load();
  }

  @Override
  public final long position() {
    return position;
  }

  @Override
  public final long end() {
    return end;
  }

  @Override
  public final void release(long upTo) {
    consumed(upTo);
  }
}
