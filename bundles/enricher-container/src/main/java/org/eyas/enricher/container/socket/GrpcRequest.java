package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The bytes of a call of gRPC over HTTP/2: everything that the client sends, except the replies of {@link GrpcCall}.
 */
final class GrpcRequest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int FIRST_STREAM = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final short INITIAL_WINDOW = 4;

  private GrpcRequest() {}

  /**
   * A call with one message, on its own connection.
   *
   * @param metadata headers of the call, in lower case
   */
  static byte[] of(String path, Map<String, String> metadata, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer window = ByteBuffer.allocate(6).putShort(INITIAL_WINDOW).putInt(GrpcCall.WINDOW);
    HttpFrameReader.write(HttpFrameReader.SETTINGS, 0, 0, window.array(), out);
    HttpFrameReader.write(HttpFrameReader.WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(GrpcCall.WINDOW).array(), out);
    HttpFrameReader.write(HttpFrameReader.HEADERS, END_HEADERS, FIRST_STREAM, headers(path, metadata), out);
    ByteBuffer data =
        ByteBuffer.allocate(GrpcCall.MESSAGE_HEADER + message.length).put((byte) 0).putInt(message.length).put(message);
    HttpFrameReader.write(HttpFrameReader.DATA, END_STREAM, FIRST_STREAM, data.array(), out);
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
}
