package org.eyas.engine.dispatch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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
 * An alert as bytes, big-endian. A text is its length, then its UTF-8 bytes:
 *
 * <pre>
 *   0       1                  9          10
 *   +-------+------------------+----------+--------+----------+-----------+----------------+------------------------+
 *   | 1     | nanoseconds      | priority | rule   | source   | message   | count, tags    | count, (name, value)   |
 *   +-------+------------------+----------+--------+----------+-----------+----------------+------------------------+
 *   value:  one letter for its type, then the value
 * </pre>
 */
final class AlertBytes {
  private static final int FORMAT = 1;

  /** What the alerts of a rule share: many of the same rule come in a row. */
  private record Shape(List<String> names, List<String> tags, AlertFields.Names sorted, AlertTags all) {}

  private static volatile Shape last = new Shape(List.of(), List.of(), AlertFields.Names.of(List.of()), AlertTags.of());

  private AlertBytes() {}

  static byte[] of(Alert alert) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
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

  /** @throws IOException if the bytes are not an alert, or were written by an incompatible version */
  static Alert read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("the alert has format " + format + "; this version reads format " + FORMAT);
    }
    long nanos = in.readLong();
    Priority priority = Priority.values()[in.readByte()];
    String rule = text(in);
    String source = text(in);
    String message = text(in);
    List<String> tags = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tags.add(text(in));
    }
    List<String> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      names.add(text(in));
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

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static @Nullable Object value(DataInputStream in) throws IOException {
    char type = (char) in.readByte();
    return switch (type) {
      case '0' -> null;
      case 'T' -> true;
      case 'F' -> false;
      case 'D' -> in.readDouble();
      case 'B' -> new BigInteger(text(in));
      case 'L' -> in.readLong();
      case '[' -> list(in);
      case 'S' -> text(in);
      default -> throw new IOException("unknown type of a value: '" + type + "'");
    };
  }

  private static List<@Nullable Object> list(DataInputStream in) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      list.add(value(in));
    }
    return list;
  }
}
