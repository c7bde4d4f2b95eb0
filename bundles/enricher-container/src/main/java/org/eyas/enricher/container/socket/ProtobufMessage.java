package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message in the encoding of Protocol Buffers, without its schema: fields are found by their numbers. A field that is
 * missing or has another type reads as empty, which is the meaning of a missing field in this encoding.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final Map<Integer, List<byte[]>> bytes = new HashMap<>();
  private final Map<Integer, Long> numbers = new HashMap<>();

  private ProtobufMessage() {}

  /** @throws IOException if the bytes are not a message */
  static ProtobufMessage parse(byte[] message) throws IOException {
    ProtobufMessage parsed = new ProtobufMessage();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (in.hasRemaining()) {
        parsed.field(in);
      }
    } catch (BufferUnderflowException e) {
      throw new IOException("the answer is not a message of Protocol Buffers", e);
    }
    return parsed;
  }

  private void field(ByteBuffer in) throws IOException {
    long tag = varint(in);
    int number = (int) (tag >>> 3);
    switch ((int) tag & 7) {
      case VARINT -> numbers.put(number, varint(in));
      case FIXED64 -> in.getLong();
      case FIXED32 -> in.getInt();
      case BYTES -> {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
          throw new BufferUnderflowException();
        }
        byte[] value = new byte[(int) length];
        in.get(value);
        bytes.computeIfAbsent(number, ignored -> new ArrayList<>()).add(value);
      }
      default -> throw new IOException("the answer is not a message of Protocol Buffers");
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }

  long number(int field) {
    return numbers.getOrDefault(field, 0L);
  }

  String text(int field) {
    List<byte[]> values = bytes.getOrDefault(field, List.of());
    return values.isEmpty() ? "" : new String(values.getLast(), StandardCharsets.UTF_8);
  }

  ProtobufMessage message(int field) throws IOException {
    List<byte[]> values = bytes.getOrDefault(field, List.of());
    return values.isEmpty() ? new ProtobufMessage() : parse(values.getLast());
  }

  List<ProtobufMessage> messages(int field) throws IOException {
    List<ProtobufMessage> messages = new ArrayList<>();
    for (byte[] value : bytes.getOrDefault(field, List.of())) {
      messages.add(parse(value));
    }
    return messages;
  }

  /** The entries of a map of texts. */
  Map<String, String> texts(int field) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ProtobufMessage entry : messages(field)) {
      texts.put(entry.text(1), entry.text(2));
    }
    return texts;
  }

  /** A message with a text in field 1 and, if requested, true in field 2. All requests here have this form. */
  static byte[] request(String text, boolean second) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1 << 3 | BYTES);
    for (int rest = value.length;; rest >>>= 7) {
      out.write(rest > 0x7f ? rest & 0x7f | 0x80 : rest);
      if (rest <= 0x7f) {
        break;
      }
    }
    out.writeBytes(value);
    if (second) {
      out.write(2 << 3 | VARINT);
      out.write(1);
    }
    return out.toByteArray();
  }
}
