package org.eyas.engine.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertFields;
import org.eyas.api.alert.AlertTags;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Encodes an alert as bytes, big-endian. A text is its length, then its UTF-8 bytes:
 *
 * <pre>
 *   0       1                  9          10
 *   +-------+------------------+----------+--------+----------+-----------+----------------+------------------------+
 *   | 1     | nanoseconds      | priority | rule   | source   | message   | count, tags    | count, (name, value)   |
 *   +-------+------------------+----------+--------+----------+-----------+----------------+------------------------+
 *   value:  one letter for its type, then the value
 * </pre>
 *
 * <p>In a queue, the id of the thread follows, 8 bytes; earlier versions did not write it.
 */
public final class AlertCodec {
  private static final int FORMAT = 1;

  /** The names and tags that alerts of one rule share. Many alerts of the same rule come in a row. */
  private record Shape(List<String> names, List<String> tags, AlertFields.Names sorted, AlertTags all) {}

  private static volatile Shape last = new Shape(List.of(), List.of(), AlertFields.Names.of(List.of()), AlertTags.of());

  private AlertCodec() {}

  static byte[] of(Alert alert) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(alert, out);
      out.writeLong(alert.threadId());
    } catch (IOException e) {
      throw new UncheckedIOException("bug in Eyas: writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** Writes the bytes of an alert. */
  public static void write(Alert alert, DataOutputStream out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(alert.timestampNanos());
    out.writeByte(alert.priority().ordinal());
    text(out, alert.rule());
    text(out, alert.source());
    text(out, alert.message());
    out.writeInt(alert.tags().size());
    for (String tag : alert.tags()) {
      text(out, tag);
    }
    out.writeInt(alert.fields().size());
    for (Map.Entry<String, @Nullable Object> field : alert.fields().entrySet()) {
      text(out, field.getKey());
      value(out, field.getValue());
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void value(DataOutputStream out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeByte('0');
      case Boolean truth -> out.writeByte(truth ? 'T' : 'F');
      case Double number -> {
        out.writeByte('D');
        out.writeDouble(number);
      }
      case BigInteger number -> {
        out.writeByte('B');
        text(out, number.toString());
      }
      case Number number -> {
        out.writeByte('L');
        out.writeLong(number.longValue());
      }
      case List<?> list -> {
        out.writeByte('[');
        out.writeInt(list.size());
        for (Object element : list) {
          value(out, element);
        }
      }
      default -> {
        out.writeByte('S');
        text(out, value.toString());
      }
    }
  }

  /** Whether a newer version wrote the bytes of an alert in another format. A format may get more bytes at the end without a new number. */
  static boolean isNewer(byte[] bytes) {
    return bytes.length > 0 && bytes[0] > FORMAT;
  }

  /** @throws IOException if the bytes are not an alert, or were written by an incompatible version */
  static Alert read(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Alert alert = read(in);
    if (in.hasRemaining() && in.remaining() < Long.BYTES) {
      throw new IOException("the alert is not complete");
    }
    return in.hasRemaining() ? ofThread(in.getLong(), alert) : alert;
  }

  private static Alert ofThread(long threadId, Alert alert) {
    return new Alert(
        alert.timestampNanos(), alert.priority(), alert.rule(), alert.source(), alert.message(), alert.fields(), alert.tags(),
        threadId);
  }

  /** Reads an alert from the position of a buffer on, and moves the position to the end of the alert. */
  public static Alert read(ByteBuffer in) throws IOException {
    try {
      return alert(in);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("the alert is not complete", e);
    }
  }

  private static Alert alert(ByteBuffer in) throws IOException {
    int format = in.get();
    if (format != FORMAT) {
      throw new IOException("the alert has format " + format + "; this version reads format " + FORMAT);
    }
    long nanos = in.getLong();
    Priority priority = Priority.values()[in.get()];
    Shape like = last;
    String rule = text(in);
    String source = text(in);
    String message = text(in);
    List<String> tags = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      tags.add(known(in, like.tags(), tags.size()));
    }
    List<String> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      names.add(known(in, like.names(), names.size()));
      values.add(value(in));
    }
    Shape shape = shape(names, tags);
    return new Alert(nanos, priority, rule, source, message, shape.sorted().with(values.toArray()), shape.all());
  }

  private static Shape shape(List<String> names, List<String> tags) {
    Shape known = last;
    if (!known.names().equals(names) || !known.tags().equals(tags)) {
      known = new Shape(names, tags, AlertFields.Names.of(names), AlertTags.of(tags));
      last = known;
    }
    return known;
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    int start = in.position();
    in.position(Math.addExact(start, length));
    return new String(in.array(), in.arrayOffset() + start, length, StandardCharsets.UTF_8);
  }

  // The text of the previous alert at this place, if it is the same, rather than a copy.
  private static String known(ByteBuffer in, List<String> previous, int place) {
    String expected = place < previous.size() ? previous.get(place) : "";
    int start = in.position() + Integer.BYTES;
    if (in.getInt(in.position()) != expected.length()) {
      return text(in);
    }
    for (int i = 0; i < expected.length(); i++) {
      if (in.get(start + i) != expected.charAt(i)) {
        return text(in);
      }
    }
    in.position(start + expected.length());
    return expected;
  }

  private static @Nullable Object value(ByteBuffer in) throws IOException {
    char type = (char) in.get();
    return switch (type) {
      case '0' -> null;
      case 'T' -> true;
      case 'F' -> false;
      case 'D' -> in.getDouble();
      case 'B' -> new BigInteger(text(in));
      case 'L' -> in.getLong();
      case '[' -> list(in);
      case 'S' -> text(in);
      default -> throw new IOException("unknown type of a value: '" + type + "'");
    };
  }

  private static List<@Nullable Object> list(ByteBuffer in) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      list.add(value(in));
    }
    return list;
  }
}
