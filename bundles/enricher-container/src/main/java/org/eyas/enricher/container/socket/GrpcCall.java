package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One unary call of gRPC over HTTP/2 on a connection of its own: the bytes to send, and the answer read piece by piece. Headers
 * of the answer are not decoded: a call that fails has no message, and that is all that callers have to know.
 *
 * <pre>
 *  frame    length u24 | type u8 | flags u8 | stream u32 | payload        (big-endian)
 *  message  compressed u8 | length u32 | protobuf
 * </pre>
 *
 * Not thread-safe.
 */
final class GrpcCall {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int FRAME_HEADER = 9;
  private static final int MESSAGE_HEADER = 5;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int LONGEST_FRAME = 1024 * 1024;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;

  private static final int END_STREAM = 1;
  private static final int ACKNOWLEDGEMENT = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int INITIAL_WINDOW = 4;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean done;

  /**
   * The bytes of the call: everything that the client has to say, except for acknowledgements.
   *
   * @param metadata headers of the call, in lower case
   */
  static byte[] request(String path, Map<String, String> metadata, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer window = ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW).putInt(MOST_BYTES);
    frame(SETTINGS, 0, 0, window.array(), out);
    frame(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(MOST_BYTES).array(), out);
    frame(HEADERS, END_HEADERS, 1, headers(path, metadata), out);
    ByteBuffer data = ByteBuffer.allocate(MESSAGE_HEADER + message.length).put((byte) 0).putInt(message.length).put(message);
    frame(DATA, END_STREAM, 1, data.array(), out);
    return out.toByteArray();
  }

  // HPACK, without Huffman codes and without additions to the table: numbers are those of its static table.
  private static byte[] headers(String path, Map<String, String> metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x83); // :method POST
    out.write(0x86); // :scheme http
    out.write(0x04); // :path
    text(path, out);
    out.write(0x01); // :authority; containerd refuses a path here
    text("localhost", out);
    out.write(0x0f); // content-type is entry 31: 15 and a byte with the rest
    out.write(0x10);
    text("application/grpc", out);
    named("te", "trailers", out);
    metadata.forEach((name, value) -> named(name, value, out));
    return out.toByteArray();
  }

  private static void named(String name, String value, ByteArrayOutputStream out) {
    out.write(0x00); // a name that is not in the table
    text(name, out);
    text(value, out);
  }

  private static void text(String text, ByteArrayOutputStream out) {
    out.write(text.length()); // all are shorter than 127
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void frame(int type, int flags, int stream, byte[] payload, ByteArrayOutputStream out) {
    ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER);
    header.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream);
    out.writeBytes(header.array());
    out.writeBytes(payload);
  }

  boolean isDone() {
    return done;
  }

  /** Reads what the other end has sent. Returns what has to be sent to it now. */
  byte[] read(ByteBuffer in) throws IOException {
    byte[] part = new byte[in.remaining()];
    in.get(part);
    received.writeBytes(part);
    ByteBuffer all = ByteBuffer.wrap(received.toByteArray());
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    while (!done && all.remaining() >= FRAME_HEADER) {
      int length = all.getInt(all.position()) >>> 8;
      if (length > LONGEST_FRAME) {
        throw new IOException("the answer is not HTTP/2: a frame of " + length + " bytes");
      }
      if (all.remaining() < FRAME_HEADER + length) {
        break;
      }
      int type = all.get(all.position() + 3);
      int flags = all.get(all.position() + 4);
      ByteBuffer payload = all.slice(all.position() + FRAME_HEADER, length);
      all.position(all.position() + FRAME_HEADER + length);
      take(type, flags, payload, answers);
    }
    received.reset();
    received.write(all.array(), all.position(), all.remaining());
    return answers.toByteArray();
  }

  private void take(int type, int flags, ByteBuffer payload, ByteArrayOutputStream answers) throws IOException {
    switch (type) {
      case DATA -> data(flags, payload);
      case HEADERS -> done |= (flags & END_STREAM) != 0;
      case RESET, GO_AWAY -> throw new IOException("the runtime ends the call");
      case SETTINGS -> {
        if ((flags & ACKNOWLEDGEMENT) == 0) {
          frame(SETTINGS, ACKNOWLEDGEMENT, 0, new byte[0], answers);
        }
      }
      case PING -> {
        if ((flags & ACKNOWLEDGEMENT) == 0) {
          byte[] echo = new byte[payload.remaining()];
          payload.get(echo);
          frame(PING, ACKNOWLEDGEMENT, 0, echo, answers);
        }
      }
      default -> {}
    }
  }

  private void data(int flags, ByteBuffer payload) throws IOException {
    int padding = (flags & PADDED) == 0 || !payload.hasRemaining() ? 0 : payload.get() & 0xff;
    byte[] bytes = new byte[Math.max(0, payload.remaining() - padding)];
    payload.get(bytes);
    if (message.size() + bytes.length > MOST_BYTES) {
      throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
    }
    message.writeBytes(bytes);
    done |= (flags & END_STREAM) != 0;
  }

  /** The message of the answer; empty if the call failed, for example because there is no such container. */
  byte[] message() throws IOException {
    ByteBuffer all = ByteBuffer.wrap(message.toByteArray());
    if (all.remaining() < MESSAGE_HEADER) {
      return new byte[0];
    }
    boolean compressed = all.get() != 0;
    int length = all.getInt();
    if (compressed || length < 0 || length > all.remaining()) {
      throw new IOException("the answer is not a message of gRPC");
    }
    byte[] bytes = new byte[length];
    all.get(bytes);
    return bytes;
  }
}
