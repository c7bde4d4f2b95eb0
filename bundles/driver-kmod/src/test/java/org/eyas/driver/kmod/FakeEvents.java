package org.eyas.driver.kmod;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes events as the module does. */
final class FakeEvents {
  static final int HEADER = 26;

  private FakeEvents() {}

  static ByteBuffer of(int type, long nanos, long tid, byte[]... params) {
    int size = HEADER;
    for (byte[] param : params) {
      size += Short.BYTES + param.length;
    }
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(nanos).putLong(tid).putInt(size).putShort((short) type).putInt(params.length);
    for (byte[] param : params) {
      event.putShort((short) param.length);
    }
    for (byte[] param : params) {
      event.put(param);
    }
    return event.flip();
  }

  static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
