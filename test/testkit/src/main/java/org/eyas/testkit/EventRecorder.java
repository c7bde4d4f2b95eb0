package org.eyas.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eyas.api.source.EventSink;

/** Stores every event that it receives from a capture. */
public final class EventRecorder implements EventSink {
  private static final int HEADER = 26;

  public final List<RecordedEvent> events = new ArrayList<>();

  /** Events of threads with lower ids are not stored, because other programs of the machine cause many events. */
  public long firstTid;

  /** The time of the last event, stored or not. */
  public long lastNanos;

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    lastNanos = memory.getLong(offset);
    if (memory.getLong(offset + 8) < firstTid) {
      return;
    }
    int count = memory.getInt(offset + 22);
    List<String> params = new ArrayList<>();
    int at = offset + HEADER + 2 * count;
    for (int i = 0; i < count; i++) {
      int size = memory.getShort(offset + HEADER + 2 * i) & 0xffff;
      byte[] bytes = new byte[size];
      memory.get(at, bytes);
      params.add(size == 0 ? "-" : HexFormat.of().formatHex(bytes));
      at += size;
    }
    if (at != offset + length) {
      throw new AssertionError("event " + memory.getShort(offset + 20) + " does not have the length in its header");
    }
    events.add(
        new RecordedEvent(
            memory.getLong(offset), cpu, memory.getLong(offset + 8), memory.getShort(offset + 20) & 0xffff, params));
  }
}
