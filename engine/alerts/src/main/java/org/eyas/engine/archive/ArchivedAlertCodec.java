package org.eyas.engine.archive;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.dispatch.AlertCodec;

/**
 * Encodes an alert of the history as bytes, big-endian. A text is its length, then its UTF-8 bytes. {@link
 * ArchivedDetailsCodec} describes the details:
 *
 * <pre>
 *   0          8
 *   +----------+-------------------+-----------------------+--------------------+
 *   | number   | the alert         | its details           | {@link ChainLink}  |
 *   +----------+-------------------+-----------------------+--------------------+
 * </pre>
 *
 * <p>Alerts of earlier versions have no link.
 */
final class ArchivedAlertCodec {
  private ArchivedAlertCodec() {}

  /** The bytes of an alert without its link. */
  static byte[] of(PastAlert past) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(past.number());
      AlertCodec.write(past.alert(), out);
      ArchivedDetailsCodec.write(past.details(), out);
    } catch (IOException e) {
      throw new UncheckedIOException("bug in Eyas: writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** @throws IOException if the bytes from the position of the buffer on are not an alert */
  static PastAlert read(ByteBuffer in) throws IOException {
    try {
      long number = in.getLong();
      var alert = AlertCodec.read(in);
      return new PastAlert(number, alert, ArchivedDetailsCodec.read(in));
    } catch (RuntimeException e) { // wrong lengths and numbers lead to various exceptions
      throw new IOException("an alert is not complete", e);
    }
  }
}
