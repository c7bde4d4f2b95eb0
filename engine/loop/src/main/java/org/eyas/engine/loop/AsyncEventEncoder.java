package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.AsyncEventSink;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * Encodes asynchronous events of enrichers as a source would, and passes them to the loop. As Falco's plugins do, it gives
 * them the thread 0, which does not exist. The thread of the loop uses it; it allocates only for an event that is longer
 * than all before.
 */
final class AsyncEventEncoder implements AsyncEventSink {
  private static final short TYPE = (short) EventSchema.current().type("ASYNCEVENT_E").code();
  private static final int PARAMS = 3;
  private static final int HEADER_AND_LENGTHS = 26 + PARAMS * Integer.BYTES;
  private static final int NO_CPU = 0;
  private static final long NO_THREAD = 0;
  private static final int NO_PLUGIN = 0;

  private final EventSink loop;
  private ByteBuffer memory = ByteBuffer.allocate(0);
  private byte[] text = new byte[0];
  private long lastNanos;
  private @Nullable Capture capture;

  AsyncEventEncoder(EventSink loop) {
    this.loop = loop;
  }

  /**
   * Sets the position of the events that follow. Their time is not earlier than that of the last event, and not later than
   * that of an event that is still to come, so that the order of events stays that of their times.
   */
  AsyncEventEncoder after(long lastEventNanos, Capture live) {
    lastNanos = lastEventNanos;
    capture = live;
    return this;
  }

  private long nowNanos() {
    Capture asked = capture;
    long reached = asked == null ? 0 : Math.min(asked.nowNanos(), asked.reachedNanos());
    long now = Math.max(lastNanos, reached);
    return now > 0 ? now : TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  @Override
  public void onAsyncEvent(Bytes name, Bytes data) {
    int length = HEADER_AND_LENGTHS + Integer.BYTES + name.length() + 1 + data.length() + 1;
    if (memory.capacity() < length) {
      memory = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
    memory.clear();
    memory.putLong(nowNanos()).putLong(NO_THREAD).putInt(length).putShort(TYPE).putInt(PARAMS);
    memory.putInt(Integer.BYTES).putInt(name.length() + 1).putInt(data.length() + 1).putInt(NO_PLUGIN);
    put(name);
    put(data);
    loop.onEvent(NO_CPU, memory, 0, length);
  }

  private void put(Bytes value) {
    if (text.length < value.length()) {
      text = new byte[value.length()];
    }
    value.copyTo(text, 0);
    memory.put(text, 0, value.length()).put((byte) 0);
  }
}
