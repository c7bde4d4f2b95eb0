package org.eyas.output.kafka;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.EntryFormat;

/**
 * How records are stored on disk: the key, the content type and the body, each of the first two after its length. This is version 1 of the
 * format: the first byte of an entry is 0, because no key has 16 MB. An entry of a later version begins with the number of the version.
 */
record StoredKeyedMessageFormat() implements EntryFormat<KeyedMessage> {
  private static final int VERSION = 1;

  @Override
  public byte[] bytes(KeyedMessage entry) {
    byte[] key = utf8(entry.key());
    byte[] type = utf8(entry.message().contentType());
    byte[] body = utf8(entry.message().body());
    ByteBuffer all = ByteBuffer.allocate(2 * Integer.BYTES + key.length + type.length + body.length);
    return all.putInt(key.length).put(key).putInt(type.length).put(type).put(body).array();
  }

  @Override
  public boolean isNewer(byte[] bytes) {
    return bytes.length > 0 && bytes[0] > VERSION && bytes[0] < ' ';
  }

  @Override
  public KeyedMessage read(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    try {
      String key = text(all, all.getInt());
      String type = text(all, all.getInt());
      return new KeyedMessage(key, new PayloadMessage(type, text(all, all.remaining())));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) { // not an entry: it is sent as it is
      return new KeyedMessage("", new PayloadMessage("application/octet-stream", new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer all, int length) {
    if (length < 0 || length > all.remaining()) {
      throw new IndexOutOfBoundsException(length);
    }
    byte[] text = new byte[length];
    all.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
