package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eyas.api.source.EventSink;

/** Keeps every event: its thread, its code, and the bytes of each parameter in hex, "-" for an empty one. */
final class LiveEvents implements EventSink {
  private static final int HEADER = 26;

  final List<LiveEvent> events = new ArrayList<>();

  /** Threads below this one are not kept: the machine does much else meanwhile. */
  long firstTid;

  /** When the last event happened, kept or not. */
  long lastNanos;

  record LiveEvent(long nanos, int cpu, long tid, int code, List<String> params) {}

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
      throw new AssertionError("event " + memory.getShort(offset + 20) + " is not as long as it says");
    }
    events.add(
        new LiveEvent(
            memory.getLong(offset), cpu, memory.getLong(offset + 8), memory.getShort(offset + 20) & 0xffff, params));
  }
}
