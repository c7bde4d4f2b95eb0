package org.eyas.output.http;

import java.nio.charset.StandardCharsets;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.EntryFormat;

/**
 * How messages are stored on disk: the content type, a newline, the body. An alert that is sent twice has the same body. This is version 1
 * of the format: an entry of a later version begins with the number of the version, which no content type begins with.
 */
record StoredMessageFormat() implements EntryFormat<PayloadMessage> {
  private static final int VERSION = 1;

  @Override
  public byte[] bytes(PayloadMessage entry) {
    return (entry.contentType() + "\n" + entry.body()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isNewer(byte[] bytes) {
    return bytes.length > 0 && bytes[0] > VERSION && bytes[0] < '\n';
  }

  @Override
  public PayloadMessage read(byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
    return new PayloadMessage(parts[0], parts.length == 2 ? parts[1] : "");
  }
}
