package org.eyas.engine.archive;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.control.PastAlert;
import org.eyas.engine.dispatch.AlertBytes;

/**
 * An alert of the history as bytes, big-endian. A text is its length, then its UTF-8 bytes:
 *
 * <pre>
 *   0          8
 *   +----------+-------------------+------------------+-------------+
 *   | number   | the alert         | count, ancestors | explanation |
 *   +----------+-------------------+------------------+-------------+
 * </pre>
 */
final class ArchivedAlert {
  private ArchivedAlert() {}

  static byte[] of(PastAlert past) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(past.number());
      AlertBytes.write(past.alert(), out);
      out.writeInt(past.ancestors().size());
      for (String line : past.ancestors()) {
        text(out, line);
      }
      text(out, past.explanation());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /** @throws IOException if the bytes from the position of the buffer on are not an alert */
  static PastAlert read(ByteBuffer in) throws IOException {
    try {
      long number = in.getLong();
      var alert = AlertBytes.read(in);
      List<String> ancestors = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        ancestors.add(text(in));
      }
      return new PastAlert(number, alert, ancestors, text(in));
    } catch (RuntimeException e) { // whatever wrong lengths and numbers lead to
      throw new IOException("an alert is not complete", e);
    }
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    int start = in.position();
    in.position(Math.addExact(start, length));
    return new String(in.array(), in.arrayOffset() + start, length, StandardCharsets.UTF_8);
  }
}
