package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;

/** An event whose time, thread and some parameters are overwritten each time it is delivered, without allocation. */
final class Template {
  private static final int HEADER = 26;
  private static final int THREAD = 8;

  final ByteBuffer event;
  private final int[] offsets;
  private final int[] lengths;

  Template(String id, Object... values) {
    EventType type = EventSchema.current().type(id);
    event = ScapEventEncoder.encode(type, 0, 0, values);
    offsets = new int[values.length];
    lengths = new int[values.length];
    int at = HEADER + 2 * values.length;
    for (int i = 0; i < values.length; i++) {
      offsets[i] = at;
      lengths[i] = event.getShort(HEADER + 2 * i);
      at += lengths[i];
    }
  }

  Template of(long thread) {
    event.putLong(THREAD, thread);
    return this;
  }

  Template at(long nanos) {
    event.putLong(0, nanos);
    return this;
  }

  /** Sets a number with the size of the parameter. */
  Template with(int param, long value) {
    for (int i = 0; i < lengths[param]; i++) {
      event.put(offsets[param] + i, (byte) (value >> 8 * i));
    }
    return this;
  }

  /** Replaces the '#' characters of a text, which must be consecutive, with decimal digits. */
  Template digits(int param, long value) {
    int end = lengths[param];
    long rest = value;
    for (int i = end - 1; i >= 0; i--) {
      int c = event.get(offsets[param] + i);
      if (c == '#' || c >= '0' && c <= '9') {
        event.put(offsets[param] + i, (byte) ('0' + rest % 10));
        rest /= 10;
      }
    }
    return this;
  }

  /** Sets a text of the same length. */
  Template text(int param, String same) {
    byte[] bytes = same.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      event.put(offsets[param] + i, bytes[i]);
    }
    return this;
  }
}
