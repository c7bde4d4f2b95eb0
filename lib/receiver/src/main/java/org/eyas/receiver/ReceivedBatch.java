package org.eyas.receiver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The body of one request, as the consumer gets it: {@code bytes} from {@code offset} to the end. The array belongs to the
 * consumer. Its first bytes are those that the store keeps beside the body:
 *
 * <pre>
 *   0           8         9          9+n
 *   +-----------+---------+----------+------- ... --+
 *   | received  | n       | sender   | body         |
 *   +-----------+---------+----------+------- ... --+
 *     ms, epoch   1 byte    n bytes, UTF-8
 * </pre>
 *
 * <p>This is version 1 of the format: the first byte is 0, because that time is far away. An entry of a later version begins with the number
 * of the version.
 *
 * @param sender the name of the sender, from the path or the client certificate; empty means that it gave none
 * @param receivedMillis when the last byte had arrived, in milliseconds since 1970
 */
public record ReceivedBatch(byte[] bytes, int offset, String sender, long receivedMillis) {
  private static final int VERSION = 1;
  private static final int SENDER_AT = Long.BYTES;
  private static final int NAME_AT = SENDER_AT + 1;

  /** The number of bytes of the body. */
  public int length() {
    return bytes.length - offset;
  }

  static boolean isNewer(byte[] entry) {
    return entry.length > 0 && entry[0] > VERSION;
  }

  static ReceivedBatch of(byte[] entry) {
    int nameBytes = Byte.toUnsignedInt(entry[SENDER_AT]);
    String sender = new String(entry, NAME_AT, nameBytes, StandardCharsets.UTF_8);
    return new ReceivedBatch(entry, NAME_AT + nameBytes, sender, ByteBuffer.wrap(entry).getLong(0));
  }

  /** The bytes before the body, with a time of 0. */
  static byte[] prefix(String sender) {
    byte[] name = sender.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(NAME_AT + name.length).putLong(0).put((byte) name.length).put(name).array();
  }

  static void setTime(byte[] entry, long millis) {
    ByteBuffer.wrap(entry).putLong(0, millis);
  }
}
