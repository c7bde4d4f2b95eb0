package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads the frames of HTTP/2 from the bytes that arrive piece by piece. Not thread-safe.
 *
 * <pre>
 *  frame    length u24 | type u8 | flags u8 | stream u32 | payload        (big-endian)
 * </pre>
 */
final class HttpFrameReader {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int WINDOW_UPDATE = 8;

  private static final int FRAME_HEADER = 9;
  private static final int LONGEST_FRAME = 1024 * 1024;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  /** Receives a frame. */
  interface FrameListener {
    /** @param payload is valid during the call */
    void onFrame(int type, int flags, ByteBuffer payload) throws IOException;
  }

  static void write(int type, int flags, int stream, byte[] payload, ByteArrayOutputStream out) {
    ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER);
    header.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream);
    out.writeBytes(header.array());
    out.writeBytes(payload);
  }

  /** Passes on the frames that are complete by now. */
  void read(ByteBuffer in, FrameListener taker) throws IOException {
    byte[] part = new byte[in.remaining()];
    in.get(part);
    received.writeBytes(part);
    ByteBuffer all = ByteBuffer.wrap(received.toByteArray());
    while (all.remaining() >= FRAME_HEADER && all.remaining() >= FRAME_HEADER + length(all)) {
      int length = length(all);
      int type = all.get(all.position() + 3);
      int flags = all.get(all.position() + 4);
      ByteBuffer payload = all.slice(all.position() + FRAME_HEADER, length);
      all.position(all.position() + FRAME_HEADER + length);
      taker.onFrame(type, flags, payload);
    }
    received.reset();
    received.write(all.array(), all.position(), all.remaining());
  }

  private static int length(ByteBuffer frame) throws IOException {
    int length = frame.getInt(frame.position()) >>> 8;
    if (length > LONGEST_FRAME) {
      throw new IOException("the answer is not HTTP/2: a frame of " + length + " bytes");
    }
    return length;
  }
}
