package org.eyas.testkit.scap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.jspecify.annotations.Nullable;

/** Encodes events in the scap layout, for tests that feed decoders, tables and rules. */
public final class ScapEventEncoder {
  private static final int HEADER = 26;

  private ScapEventEncoder() {}

  /**
   * Encodes one event. The buffer is little-endian, from position 0 to its limit, and can be passed to a sink.
   *
   * @param values one value for each parameter, fewer for an event of an older program: a {@code Number} for numeric types, a
   *     {@code String} or {@code Bytes} for texts (a zero byte is added), a {@code byte[]} for anything else as encoded, null for an empty
   *     parameter
   */
  public static ByteBuffer encode(EventType type, long timestampNanos, long tid, @Nullable Object... values) {
    List<byte[]> params = new ArrayList<>();
    int size = HEADER + values.length * (type.largePayload() ? 4 : 2);
    for (int i = 0; i < values.length; i++) {
      byte[] param = param(type.params().get(i).type(), values[i]);
      params.add(param);
      size += param.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(timestampNanos).putLong(tid).putInt(size).putShort((short) type.code()).putInt(values.length);
    for (byte[] param : params) {
      if (type.largePayload()) {
        out.putInt(param.length);
      } else {
        out.putShort((short) param.length);
      }
    }
    params.forEach(out::put);
    return out.flip();
  }

  private static byte[] param(ValueType type, @Nullable Object value) {
    return switch (value) {
      case null -> new byte[0];
      case byte[] bytes -> bytes;
      case String text -> terminated(Text.of(text));
      case Bytes bytes -> terminated(bytes);
      case Number number -> number(type, number.longValue());
      default -> throw new IllegalArgumentException("cannot encode a value of " + value.getClass());
    };
  }

  private static byte[] terminated(Bytes text) {
    return new ByteBuilder(text.length() + 1).append(text).append(0).view().toArray();
  }

  private static byte[] number(ValueType type, long value) {
    byte[] out = new byte[type.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (value >> (8 * i));
    }
    return out;
  }
}
