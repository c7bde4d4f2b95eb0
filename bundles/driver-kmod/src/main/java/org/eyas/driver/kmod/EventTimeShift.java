package org.eyas.driver.kmod;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.api.source.EventSink;

/**
 * Passes on events with another time. The module reads the wall clock. A capture that follows a capture of another
 * driver has to use the time base of that capture, so that no event is lost or doubled when the engine switches. The
 * memory of the ring is read-only, so each event is copied. The loop's thread makes all calls.
 */
final class EventTimeShift implements EventSink {
  private static final int LONGEST = 1 << 16;

  private final ByteBuffer copy = ByteBuffer.allocateDirect(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
  private final long nanos;
  private EventSink into = (cpu, memory, offset, length) -> {};

  /** @param nanos nanoseconds to add to the time of each event */
  EventTimeShift(long nanos) {
    this.nanos = nanos;
  }

  void setReceiver(EventSink sink) {
    into = sink;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    copy.put(0, memory, offset, length);
    copy.putLong(0, memory.getLong(offset) + nanos);
    into.onEvent(cpu, copy, 0, length);
  }
}
