package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a call of gRPC over HTTP/2 on its own connection: one message, or an endless stream of messages. The
 * headers of the answer are not decoded. A failed call has no message, and callers need to know no more.
 *
 * <pre>
 *  message  compressed u8 | length u32 | protobuf        (big-endian)
 * </pre>
 *
 * Not thread-safe.
 */
final class GrpcCall {
  static final int MESSAGE_HEADER = 5;

  /** The number of bytes that the other end may send before the client grants more; also the limit of a message. */
  static final int WINDOW = 8 * 1024 * 1024;

  private static final int END_STREAM = 1;
  private static final int ACKNOWLEDGEMENT = 1;
  private static final int PADDED = 8;

  private final HttpFrameReader frames = new HttpFrameReader();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private int used; // of the window
  private boolean done;

  /** Whether the other end has ended the answer. */
  boolean isDone() {
    return done;
  }

  /** Reads what the other end has sent. Returns the bytes with which it must be answered now. */
  byte[] read(ByteBuffer in) throws IOException {
    frames.read(in, this::handleFrame);
    if (used >= WINDOW / 2) {
      byte[] room = ByteBuffer.allocate(4).putInt(used).array();
      HttpFrameReader.write(HttpFrameReader.WINDOW_UPDATE, 0, 0, room, answers);
      HttpFrameReader.write(HttpFrameReader.WINDOW_UPDATE, 0, 1, room, answers);
      used = 0;
    }
    byte[] all = answers.toByteArray();
    answers.reset();
    return all;
  }

  private void handleFrame(int type, int flags, ByteBuffer payload) throws IOException {
    switch (type) {
      case HttpFrameReader.DATA -> data(flags, payload);
      case HttpFrameReader.HEADERS -> done |= (flags & END_STREAM) != 0;
      case HttpFrameReader.RESET, HttpFrameReader.GO_AWAY -> {
        if (!done) {
          throw new IOException("the runtime ends the call");
        }
      }
      case HttpFrameReader.SETTINGS -> acknowledge(type, flags, new byte[0]);
      case HttpFrameReader.PING -> acknowledge(type, flags, bytes(payload, payload.remaining()));
      default -> {}
    }
  }

  private void acknowledge(int type, int flags, byte[] payload) {
    if ((flags & ACKNOWLEDGEMENT) == 0) {
      HttpFrameReader.write(type, ACKNOWLEDGEMENT, 0, payload, answers);
    }
  }

  private void data(int flags, ByteBuffer payload) throws IOException {
    used += payload.remaining();
    int padding = (flags & PADDED) == 0 || !payload.hasRemaining() ? 0 : payload.get() & 0xff;
    byte[] bytes = bytes(payload, Math.max(0, payload.remaining() - padding));
    if (data.size() + bytes.length > WINDOW) {
      throw new IOException("the answer is longer than " + WINDOW + " bytes");
    }
    data.writeBytes(bytes);
    done |= (flags & END_STREAM) != 0;
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  /** The message of a complete answer; empty if the call failed, for example because there is no such container. */
  byte[] message() throws IOException {
    List<byte[]> messages = takeMessages();
    if (messages.isEmpty() && data.size() > 0) {
      throw new IOException("the answer ends within its message");
    }
    return messages.isEmpty() ? new byte[0] : messages.getFirst();
  }

  /** The messages that are complete by now. Each is returned once. */
  List<byte[]> takeMessages() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(data.toByteArray());
    while (all.remaining() >= MESSAGE_HEADER && all.remaining() >= MESSAGE_HEADER + length(all)) {
      int length = length(all);
      all.position(all.position() + MESSAGE_HEADER);
      messages.add(bytes(all, length));
    }
    data.reset();
    data.write(all.array(), all.position(), all.remaining());
    return messages;
  }

  private static int length(ByteBuffer message) throws IOException {
    int length = message.getInt(message.position() + 1);
    if (message.get(message.position()) != 0 || length < 0 || length > WINDOW) {
      throw new IOException("the answer is not a message of gRPC");
    }
    return length;
  }
}
