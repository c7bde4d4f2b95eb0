package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrpcCallTest {
  private final GrpcCall call = new GrpcCall();

  /** One frame: a type, flags, a stream and a payload. */
  static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** The payload of a data frame with one message. */
  static byte[] message(byte[] content) {
    return ByteBuffer.allocate(5 + content.length).put((byte) 0).putInt(content.length).put(content).array();
  }

  private byte[] read(byte[] bytes) throws IOException {
    return call.read(ByteBuffer.wrap(bytes));
  }

  @Test
  void aCallHasThePrefaceAndNamesItsMethod() {
    String sent = new String(GrpcRequest.of("/a.B/C", Map.of("x-name", "v"), new byte[] {7}), StandardCharsets.ISO_8859_1);
    assertTrue(sent.startsWith("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    assertTrue(sent.contains("\u0006/a.B/C") && sent.contains("application/grpc") && sent.contains("trailers")
        && sent.contains("\u0006x-name\u0001v"));
    assertTrue(sent.endsWith("\0\0\0\0\u0001\u0007"));
  }

  @Test
  void theMessageIsThereWhenTheTrailersCame() throws IOException {
    assertArrayEquals(frame(4, 1, 0), read(frame(4, 0, 0)));
    assertArrayEquals(frame(6, 1, 0, new byte[8]), read(frame(6, 0, 0, new byte[8])));
    read(frame(1, 4, 1, (byte) 0x88));
    read(frame(0, 0, 1, message(new byte[] {1, 2, 3})));
    assertFalse(call.isDone());
    read(frame(1, 5, 1));
    assertTrue(call.isDone());
    assertArrayEquals(new byte[] {1, 2, 3}, call.message());
  }

  @Test
  void framesMayBeCutAnywhereAndPadded() throws IOException {
    byte[] content = message(new byte[] {9});
    byte[] padded = ByteBuffer.allocate(content.length + 3).put((byte) 2).put(content).array();
    ByteBuffer all = ByteBuffer.allocate(100).put(frame(0, 8, 1, padded)).put(frame(1, 5, 1)).flip();
    while (all.hasRemaining()) {
      call.read(ByteBuffer.wrap(new byte[] {all.get()}));
    }
    assertTrue(call.isDone());
    assertArrayEquals(new byte[] {9}, call.message());
  }

  @Test
  void aCallThatFailsHasNoMessage() throws IOException {
    read(frame(1, 5, 1));
    assertEquals(0, call.message().length);
  }

  @Test
  void otherAnswersAreRejected() throws IOException {
    assertThrows(IOException.class, () -> read("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertThrows(IOException.class, () -> new GrpcCall().read(ByteBuffer.wrap(frame(3, 0, 1, new byte[4]))));
    GrpcCall cut = new GrpcCall();
    cut.read(ByteBuffer.wrap(frame(0, 1, 1, new byte[] {0, 0, 0, 0, 9, 1})));
    assertThrows(IOException.class, cut::message);
  }

  @Test
  void aStreamPassesOnEachMessageOnce() throws IOException {
    byte[] two =
        ByteBuffer.allocate(18).put(message(new byte[] {1})).put(message(new byte[] {2, 2})).put(message(new byte[0])).array();
    read(frame(0, 0, 1, Arrays.copyOf(two, 8)));
    assertEquals(List.of("[1]"), taken());
    assertEquals(List.of(), taken());
    read(frame(0, 0, 1, Arrays.copyOfRange(two, 8, two.length)));
    assertEquals(List.of("[2, 2]", "[]"), taken());
    assertFalse(call.isDone());
  }

  private List<String> taken() throws IOException {
    return call.takeMessages().stream().map(Arrays::toString).toList();
  }

  @Test
  void aStreamGetsRoomForAsMuchAsItHasSent() throws IOException {
    byte[] content = message(new byte[1_000_000]);
    long sent = 0;
    long room = 0;
    for (int i = 0; i < 20; i++) {
      ByteBuffer answer = ByteBuffer.wrap(read(frame(0, 0, 1, content)));
      sent += content.length;
      assertEquals(1, call.takeMessages().size());
      if (answer.hasRemaining()) {
        int more = answer.getInt(9);
        assertArrayEquals(frame(8, 0, 0, number(more)), Arrays.copyOf(answer.array(), 13), "for the connection");
        assertArrayEquals(frame(8, 0, 1, number(more)), Arrays.copyOfRange(answer.array(), 13, 26), "for the stream");
        room += more;
      }
      assertTrue(sent - room < GrpcCall.WINDOW, "the other end would wait for ever");
    }
    assertTrue(room > 0 && room <= sent, () -> "a window may not grow");
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  @Test
  void aStreamThatNeverCompletesAMessageIsRejected() throws IOException {
    byte[] part = new byte[1_000_000];
    System.arraycopy(new byte[] {0, 0, 0x7f, -1, -1}, 0, part, 0, 5);
    assertThrows(IOException.class, () -> {
      for (int i = 0; i < 10; i++) {
        read(frame(0, 0, 1, part));
      }
    });
    GrpcCall tooLong = new GrpcCall();
    tooLong.read(ByteBuffer.wrap(frame(0, 0, 1, new byte[] {0, 0x7f, -1, -1, -1})));
    assertThrows(IOException.class, tooLong::takeMessages);
  }

  @Test
  void aServerThatGoesAwayEndsTheStream() {
    for (int type : new int[] {3, 7}) {
      assertThrows(IOException.class, () -> new GrpcCall().read(ByteBuffer.wrap(frame(type, 0, 1, new byte[8]))));
    }
  }

  @Test
  void fieldsAreFoundByTheirNumbers() throws IOException {
    byte[] bytes =
        new ProtobufWriter().text(1, "id").message(2, new ProtobufWriter().text(1, "n")).number(3, 300).entry(4, "a", "b")
            .bytes();
    ProtobufMessage parsed = ProtobufMessage.parse(bytes);
    assertEquals("id", parsed.text(1));
    assertEquals("n", parsed.message(2).text(1));
    assertEquals(300, parsed.number(3));
    assertEquals(Map.of("a", "b"), parsed.texts(4));
    assertEquals("", parsed.text(9));
    assertEquals(0, parsed.message(9).number(1));
    assertThrows(IOException.class, () -> ProtobufMessage.parse(new byte[] {0x0a, 100, 1}));
    assertThrows(IOException.class, () -> ProtobufMessage.parse(new byte[] {0x0b}));
    assertEquals("x".repeat(200), ProtobufMessage.parse(ProtobufMessage.request("x".repeat(200), true)).text(1));
  }
}
