package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {
  private final HttpResponse response = new HttpResponse(100);

  private void read(String text) throws IOException {
    response.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String body() {
    return new String(response.takeBody(), StandardCharsets.UTF_8);
  }

  @Test
  void aBodyHasTheLengthThatTheHeadSays() throws IOException {
    read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, more");
    assertEquals(200, response.status());
    assertTrue(response.isDone());
    assertEquals("hello", body());
  }

  @Test
  void chunksAreJoined() throws IOException {
    read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
    assertTrue(response.isDone());
    assertEquals("abcde", body());
  }

  @Test
  void piecesMayBeCutAnywhere() throws IOException {
    for (char one : "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n".toCharArray()) {
      read(String.valueOf(one));
    }
    assertEquals(404, response.status());
    assertTrue(response.isDone());
    assertEquals("0123456789", body());
  }

  @Test
  void withoutALengthTheEndOfTheConnectionEndsIt() throws IOException {
    read("HTTP/1.0 200 OK\r\n\r\nabc");
    assertFalse(response.isDone());
    response.end();
    assertTrue(response.isDone());
    assertEquals("abc", body());
  }

  @Test
  void anEndWithinTheAnswerIsAFailure() throws IOException {
    read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
    assertThrows(IOException.class, response::end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 999 x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void nonsenseIsRejected(String text) {
    assertThrows(IOException.class, () -> read(text));
  }

  @Test
  void everythingHasALimit() {
    assertThrows(IOException.class, () -> read("x".repeat(70_000)));
    HttpResponse body = new HttpResponse(10);
    ByteBuffer long11 = ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n01234567890".getBytes(StandardCharsets.US_ASCII));
    assertThrows(IOException.class, () -> body.read(long11));
  }
}
